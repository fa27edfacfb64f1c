import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ProposalCard } from "#app/components/proposal-card.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";

/** What gained most in the last seven days, with how much. */
export function HotList({ proposals }: { proposals: FrontPageData["hot"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (proposals.length === 0) return <EmptyState title={t("hot.empty")}>{t("hot.emptyText")}</EmptyState>;
  return (
    <ol className="card-list three-columns">
      {proposals.map((proposal) => (
        <li className="hot-item" key={proposal.id}>
          <p className="hot-week">
            {t("hot.week", { count: proposal.week, amount: format.number(proposal.week) })}
          </p>
          <ProposalCard proposal={proposal} />
        </li>
      ))}
    </ol>
  );
}
