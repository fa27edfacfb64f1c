import { useTranslation } from "react-i18next";
import { AnswerBars } from "#app/components/poll/answer-bars.tsx";
import { proposalsBehind } from "#app/domain/views/results/lists.ts";
import type { ResultsPageData } from "./results-page.server.ts";

/** What the proposals are about, the most frequent first. */
export function Categories({ scope, total, categories }: ResultsPageData) {
  const { t } = useTranslation("results");
  return (
    <AnswerBars
      caption={t("categories.caption")}
      head={t("categories.category")}
      rows={categories.map(({ category, label, proposals }) => ({
        answer: category,
        label,
        count: proposals,
        to: proposalsBehind(scope, { category }),
      }))}
      answered={total}
      full={categories[0]?.proposals}
    />
  );
}
