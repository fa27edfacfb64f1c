import { useTranslation } from "react-i18next";
import { CodeBlock } from "#app/components/code-block.tsx";
import { useExamples } from "./examples.ts";

/** How another site shows how far a matter has come. */
export function Embedding() {
  const { t } = useTranslation("open");
  const { frame, oembed } = useExamples();
  return (
    <section className="section stack" aria-labelledby="embed">
      <h2 className="h-section" id="embed">
        {t("embed.heading")}
      </h2>
      <p>{t("embed.text")}</p>
      <CodeBlock label={t("embed.label")} code={frame} />
      <p>{t("embed.options")}</p>
      <p>{t("embed.oembed")}</p>
      <CodeBlock label="oEmbed" code={oembed} />
    </section>
  );
}
