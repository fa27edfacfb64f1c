import { useTranslation } from "react-i18next";
import { CodeBlock } from "#app/components/code-block.tsx";
import { useExamples } from "./examples.ts";

/** The same files by three ways: a command line, a program, a sheet. */
export function HowToUse() {
  const { t } = useTranslation("open");
  const { curl, python, sheet } = useExamples();
  return (
    <section className="section stack" aria-labelledby="use">
      <h2 className="h-section" id="use">
        {t("use.heading")}
      </h2>
      <p>{t("use.latest")}</p>
      <h3 className="h-sub">{t("use.sheet")}</h3>
      <p>{t("use.sheetText")}</p>
      <CodeBlock label={t("use.sheet")} code={sheet} />
      <h3 className="h-sub">{t("use.curl")}</h3>
      <CodeBlock label={t("use.curl")} code={curl} />
      <h3 className="h-sub">{t("use.python")}</h3>
      <p>{t("use.pythonText")}</p>
      <CodeBlock label={t("use.python")} code={python} />
    </section>
  );
}
