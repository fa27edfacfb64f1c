import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DriveState } from "#db/tables/drive.ts";
import { Badge } from "../badge.tsx";
import { CategoryIcon } from "../category-art.tsx";
import { useFormat } from "../use-format.ts";
import { RequiredBar } from "./required-bar.tsx";
import { DriveStateBadge } from "./state-badge.tsx";

/** A drive as lists show it. Dates are ISO strings; kind and category are labels in the page's language. */
export interface DriveListItem {
  id: number;
  title: string;
  summary: string;
  kindName: string;
  category: string;
  categoryCode: string;
  state: DriveState;
  supportCount: number;
  required: number;
  listed: boolean;
  certifiedAt: string;
  collectUntil: string;
  decidedAt: string | null;
}

interface DriveCardProps {
  drive: DriveListItem;
  heading?: "h2" | "h3" | "h4";
}

function DriveCard({ drive, heading: Heading = "h3" }: DriveCardProps) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const { id, title, summary, kindName, category, state, supportCount, required, certifiedAt } = drive;
  return (
    <article className="proposal-card drive-card">
      <div className="card-top">
        <Badge tone="gray">{kindName}</Badge>
        <DriveStateBadge state={state} />
        <span className="card-place">
          <CategoryIcon code={drive.categoryCode} /> {category}
        </span>
        <span className="card-when">
          <DriveWhen {...drive} />
        </span>
      </div>
      <Heading className="card-title" dir="auto">
        <Link to={`/drives/${id}`} prefetch="intent">
          {title}
        </Link>
      </Heading>
      <p className="card-summary" dir="auto">
        {summary}
      </p>
      <div className="card-support">
        <RequiredBar
          count={supportCount}
          required={required}
          ended={state !== "collecting" && state !== "shortfall"}
        />
      </div>
      <p className="card-bottom is-minor">{t("card.since", { date: format.shortDate(certifiedAt) })}</p>
    </article>
  );
}

/** When signing ends, or when it was decided: what matters of its dates now. */
export function DriveWhen({
  state,
  collectUntil,
  decidedAt,
}: Pick<DriveListItem, "state" | "collectUntil" | "decidedAt">) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  if (state === "collecting" || state === "shortfall") {
    const days = format.daysUntil(collectUntil);
    if (days === 0) return <span>{t("card.today")}</span>;
    if (days > 0) return <span>{t("card.left", { count: days, amount: format.number(days) })}</span>;
  }
  if (decidedAt) return <span>{t("card.decided", { date: format.shortDate(decidedAt) })}</span>;
  return <span>{t("card.until", { date: format.shortDate(collectUntil) })}</span>;
}

/** Cards in a list, so that a screen reader says how many there are. */
export function DriveCards({
  drives,
  heading,
  columns = 2,
  id,
}: {
  drives: readonly DriveListItem[];
  id?: string;
  heading?: "h2" | "h3" | "h4";
  columns?: 2 | 3;
}) {
  return (
    <ul className={columns === 3 ? "card-list three-columns" : "card-list"} id={id}>
      {drives.map((drive) => (
        <li key={drive.id}>
          <DriveCard drive={drive} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
