import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PollSummary } from "#app/domain/kinds/poll/summary.ts";
import { Badge, PollStateBadge } from "../badge.tsx";
import { CategoryIcon } from "../category-art.tsx";
import { ClockIcon } from "../icons.tsx";
import { useFormat } from "../use-format.ts";

/** A poll as lists show it; the category, the district and the office by their names in the page's language. */
export type PollListItem = Omit<PollSummary, "officeName"> & { officeName: string; categoryCode: string };

function PollCard({ poll, heading: Heading = "h3" }: { poll: PollListItem; heading?: "h2" | "h3" | "h4" }) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  const { id, title, summary, purpose, state, officeName, participants, questionCount, hasResults } = poll;
  return (
    <article className="proposal-card poll-card">
      <div className="card-top">
        <Badge tone="gray">{t(`purpose.${purpose}`)}</Badge>
        <PollStateBadge state={state} />
        <span className="card-place">
          <CategoryIcon code={poll.categoryCode} /> {officeName}
        </span>
        <span className="card-when">
          <PollWhen {...poll} />
        </span>
      </div>
      <Heading className="card-title" dir="auto">
        <Link to={`/polls/${id}`} prefetch="intent">
          {title}
        </Link>
      </Heading>
      {summary && (
        <p className="card-summary" dir="auto">
          {summary}
        </p>
      )}
      {purpose !== "mock" && (
        <p className="poll-card-count">
          <strong className="numeric">{format.number(participants)}</strong>{" "}
          {t("card.tookPart", { count: participants })}
        </p>
      )}
      <p className={hasResults ? "card-bottom" : "card-bottom is-minor"}>
        <span className="is-minor">
          {t("card.questions", { count: questionCount, amount: format.number(questionCount) })}
        </span>
        {hasResults && (
          <Link className="text-link" to={`/polls/${id}/results`}>
            {t(state === "open" ? "card.live" : "card.results")}
          </Link>
        )}
      </p>
    </article>
  );
}

/** When it begins or ends: what matters of its dates now. */
export function PollWhen({ state, opensAt, closesAt }: Pick<PollListItem, "state" | "opensAt" | "closesAt">) {
  const { t } = useTranslation("polls");
  const format = useFormat();
  if (state === "scheduled") return <span>{t("when.opens", { date: format.dateTime(opensAt) })}</span>;
  if (state !== "open") return <span>{t("when.closed", { date: format.shortDate(closesAt) })}</span>;
  const days = format.daysUntil(closesAt);
  return (
    <span className="poll-when">
      <ClockIcon size={16} />{" "}
      {days <= 0
        ? t("when.today", { time: format.time(closesAt) })
        : t("when.left", { count: days, amount: format.number(days) })}
    </span>
  );
}

/** Cards in a list, so that a screen reader says how many there are. */
export function PollCards({
  polls,
  heading,
  columns = 2,
  id,
}: {
  polls: readonly PollListItem[];
  id?: string;
  heading?: "h2" | "h3" | "h4";
  columns?: 2 | 3;
}) {
  return (
    <ul className={columns === 3 ? "card-list three-columns" : "card-list"} id={id}>
      {polls.map((poll) => (
        <li key={poll.id}>
          <PollCard poll={poll} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
