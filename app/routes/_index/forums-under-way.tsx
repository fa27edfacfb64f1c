import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { SupportBar } from "#app/components/support-bar.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { FrontPageData } from "./front-page.server.ts";

/** Forums that take opinions now. */
export function ForumsUnderWay({ forums }: { forums: FrontPageData["forums"] }) {
  const { t } = useTranslation("home");
  if (forums.length === 0) return <EmptyState title={t("forums.empty")}>{t("forums.emptyText")}</EmptyState>;
  return (
    <ul className="card-list three-columns">
      {forums.map((forum) => (
        <li key={forum.id}>
          <ForumCard forum={forum} />
        </li>
      ))}
    </ul>
  );
}

function ForumCard({ forum }: { forum: FrontPageData["forums"][number] }) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const format = useFormat();
  const { id, title, category, participants, nextThreshold, milestones, stances, closesAt } = forum;
  const days = format.daysUntil(closesAt);
  return (
    <article className="proposal-card">
      <p className="card-place">
        {category} ·{" "}
        {days <= 0
          ? common("card.closesToday")
          : common("card.closesIn", { count: days, amount: format.number(days) })}
      </p>
      <h3 className="card-title" dir="auto">
        <Link to={`/forums/${id}`} prefetch="intent">
          {title}
        </Link>
      </h3>
      <p className="card-summary" dir="auto">
        {t("forums.stances", {
          for: format.number(stances.for),
          against: format.number(stances.against),
          other: format.number(stances.other),
        })}
      </p>
      <div className="card-support">
        <SupportBar
          count={participants}
          measure="participants"
          milestones={milestones}
          nextThreshold={nextThreshold}
        />
      </div>
    </article>
  );
}
