import { useTranslation } from "react-i18next";
import type { DraftArticle } from "#db/tables/drive-draft.ts";
import { Articles } from "./articles.tsx";

export interface DraftTextView {
  summary: string;
  reasons: string;
  costs: string;
  articles: readonly DraftArticle[];
}

/** A text of the application as it was written: paragraphs and no mark-up, because it is what people sign. */
function Words({ children }: { children: string }) {
  return (
    <p className="article-text" dir="auto" lang="ko">
      {children}
    </p>
  );
}

/** Exactly what is signed: why, the text by its articles, what it costs. */
export function DraftText({ draft, hash }: { draft: DraftTextView; hash: string }) {
  const { t } = useTranslation("drives");
  return (
    <>
      {draft.articles.length > 0 && (
        <section className="section" aria-labelledby="text">
          <h2 className="h-section" id="text">
            {t("text.articles")}
          </h2>
          <Articles articles={draft.articles} />
        </section>
      )}
      <section className="section" aria-labelledby="reasons">
        <h2 className="h-section" id="reasons">
          {t("text.reasons")}
        </h2>
        <Words>{draft.reasons}</Words>
      </section>
      {draft.costs && (
        <section className="section" aria-labelledby="costs">
          <h2 className="h-section" id="costs">
            {t("text.costs")}
          </h2>
          <Words>{draft.costs}</Words>
        </section>
      )}
      <details className="fold draft-hash">
        <summary>{t("text.hashHeading")}</summary>
        <p className="small">{t("text.hashText")}</p>
        <code className="ledger-hash">{hash}</code>
      </details>
    </>
  );
}
