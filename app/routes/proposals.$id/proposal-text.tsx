import { useTranslation } from "react-i18next";
import { Markdown } from "#app/components/markdown.tsx";
import { OriginalNote } from "#app/components/original-note.tsx";
import { ProposalPictures } from "#app/components/proposal/proposal-pictures.tsx";
import { ReadAloud } from "#app/components/read-aloud.tsx";
import { useRootData } from "#app/components/root-data.ts";
import { useFormat } from "#app/components/use-format.ts";
import type { ProposalPageData } from "./proposal-page.server.ts";

/** The proposal in its author's words, with a note for readers of another language. */
export function ProposalText({ proposal }: { proposal: ProposalPageData }) {
  const { t } = useTranslation("proposals");
  const { language } = useRootData();
  const { html, foreign, pictures, supplements } = proposal;
  return (
    <>
      <section className="section" id="matter-text" aria-labelledby="text-heading">
        <h2 className="h-section" id="text-heading">
          {t("text.heading")}
        </h2>
        <ReadAloud of="matter-text" lang={foreign?.lang ?? language} />
        {foreign && <OriginalNote {...proposal} foreign={foreign} />}
        <Markdown html={html} lang={foreign?.lang} />
        <ProposalPictures label={t("text.pictures")} pictures={pictures} />
      </section>
      {supplements.length > 0 && <Supplements supplements={supplements} lang={foreign?.lang} />}
    </>
  );
}

function Supplements({
  supplements,
  lang,
}: Pick<ProposalPageData, "supplements"> & { lang: string | undefined }) {
  const { t } = useTranslation("proposals");
  const format = useFormat();
  return (
    <section className="section" id="supplements" aria-labelledby="supplements-heading">
      <h2 className="h-section" id="supplements-heading">
        {t("supplement.heading")}
      </h2>
      <ol className="supplements">
        {supplements.map(({ position, html, createdAt }) => (
          <li key={position}>
            <time className="small muted" dateTime={createdAt}>
              {format.date(createdAt)}
            </time>
            <Markdown html={html} lang={lang} />
          </li>
        ))}
      </ol>
    </section>
  );
}
