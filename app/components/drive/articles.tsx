import { useTranslation } from "react-i18next";
import type { DraftArticle } from "#db/tables/drive-draft.ts";
import { TextDiff } from "./text-diff.tsx";

interface ArticlesProps {
  articles: readonly DraftArticle[];
  /** What the two sides are called; current text and the text asked for when left out. */
  labels?: { before: string; after: string };
  heading?: "h3" | "h4";
}

/** A text by its articles: plain where there is one version, side by side where there are two. */
export function Articles({ articles, labels, heading: Heading = "h3" }: ArticlesProps) {
  const { t } = useTranslation("drives");
  const sideBySide = articles.some(({ current, proposed }) => current && proposed);
  return (
    <ol className="articles">
      {articles.map(({ number, title, current, proposed }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: articles have no identity but their place
        <li key={index}>
          <Heading className="article-heading" lang="ko">
            {number}
            {title && ` (${title})`}
          </Heading>
          {sideBySide ? (
            <TextDiff
              before={current}
              after={proposed}
              beforeLabel={labels?.before ?? t("diff.current")}
              afterLabel={labels?.after ?? t("diff.proposed")}
            />
          ) : (
            <p className="article-text" dir="auto" lang="ko">
              {proposed || current}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
