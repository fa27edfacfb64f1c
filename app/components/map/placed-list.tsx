import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { StageBadge } from "#app/components/badge.tsx";
import type { ProposalListItem } from "#app/components/proposal-card.tsx";
import { useFormat } from "#app/components/use-format.ts";

/** Proposals in short: what a map has as pins, or a page of many lists as one of them. */
export function PlacedList({ proposals }: { proposals: readonly ProposalListItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="placed-list">
      {proposals.map(({ id, title, stage, category, district, supportCount }) => (
        <li key={id} id={`pin-${id}`} tabIndex={-1}>
          <p className="small muted">
            <StageBadge stage={stage} /> {category} · {district ?? t("card.wholeCity")}
          </p>
          <p dir="auto">
            <Link className="text-link" to={`/proposals/${id}`}>
              {title}
            </Link>
          </p>
          <p className="small muted">
            {t("support.count", { count: supportCount, amount: format.number(supportCount) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
