import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { SupportBar } from "#app/components/support-bar.tsx";
import type { FrontPageData } from "./front-page.server.ts";

/** What lacks only a few: one line each, since what counts is the number that is missing. */
export function ClosestList({ proposals }: { proposals: FrontPageData["closest"] }) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  if (proposals.length === 0)
    return <EmptyState title={t("closest.empty")}>{t("closest.emptyText")}</EmptyState>;
  return (
    <ul className="closest-list">
      {proposals.map(({ id, title, category, district, supportCount, nextThreshold, milestones }) => (
        <li key={id}>
          <div>
            <h3 className="closest-title" dir="auto">
              <Link to={`/proposals/${id}`} prefetch="intent">
                {title}
              </Link>
            </h3>
            <p className="small muted">
              {category} · {district ?? common("card.wholeCity")}
            </p>
          </div>
          <SupportBar count={supportCount} milestones={milestones} nextThreshold={nextThreshold} />
        </li>
      ))}
    </ul>
  );
}
