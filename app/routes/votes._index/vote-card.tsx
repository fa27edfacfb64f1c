import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/components/use-format.ts";
import { useSideNames } from "#app/components/vote/use-side-names.ts";
import { VoteStateBadge } from "#app/components/vote/vote-state-badge.tsx";
import type { VoteSummary } from "#app/domain/kinds/vote/summary.ts";

/** A residents' vote as lists show it; the category and the office by their names in the page's language. */
export type VoteListItem = Omit<VoteSummary, "officeName"> & { officeName: string };

function VoteCard({ vote, heading: Heading = "h3" }: { vote: VoteListItem; heading?: "h2" | "h3" }) {
  const { t } = useTranslation("votes");
  const format = useFormat();
  const { id, title, question, state, officeName, votingDay, eligible, result } = vote;
  const sides = useSideNames(vote.choices);
  return (
    <article className="proposal-card">
      <div className="card-top">
        <VoteStateBadge state={state} />
        <span className="card-place">{officeName}</span>
      </div>
      <Heading className="card-title" dir="auto">
        <Link to={`/votes/${id}`} prefetch="intent">
          {title}
        </Link>
      </Heading>
      <p className="card-summary" dir="auto">
        {question}
      </p>
      {result && <p>{t("card.outcome", { outcome: sides[result.outcome] })}</p>}
      <p className="card-bottom">
        <span>{t("card.day", { date: format.date(votingDay) })}</span>
        <span>
          {result
            ? t("card.turnout", { share: format.percent(result.ballots / eligible) })
            : t("card.eligible", { count: eligible, amount: format.number(eligible) })}
        </span>
      </p>
    </article>
  );
}

/** Cards in a list, so that a screen reader says how many there are. */
export function VoteCards({
  votes,
  heading,
  columns = 2,
  id,
}: {
  votes: readonly VoteListItem[];
  id?: string;
  heading?: "h2" | "h3";
  columns?: 2 | 3;
}) {
  return (
    <ul className={columns === 3 ? "card-list three-columns" : "card-list"} id={id}>
      {votes.map((vote) => (
        <li key={vote.id}>
          <VoteCard vote={vote} heading={heading} />
        </li>
      ))}
    </ul>
  );
}
