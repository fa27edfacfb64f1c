import { PortalError } from "#app/domain/errors.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Queryable } from "#db/client.ts";
import { findShown, listPolls } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import { type SharedQuestion, sharedQuestions } from "./compare.ts";
import { getPoll } from "./read-poll.ts";
import { mayShowResults, type PollSummary, summaryOf } from "./summary.ts";

/** Beside one another on a phone no more can be told apart. */
export const MOST_COMPARED = 4;
/** To choose from. */
const OFFERED = 20;

export interface Comparison {
  polls: PollSummary[];
  /** In the reader's language. */
  questions: (Omit<SharedQuestion, "title" | "rows"> & {
    title: string;
    rows: { label: string; counts: (number | null)[] }[];
  })[];
}

/**
 * Polls beside one another: how many took part, and what they ask in the same words. Totals alone, of what each shows by
 * itself: nothing is said here that their results do not say.
 *
 * @param ids four at most
 * @throws PortalError "not-found", also for a mock poll, which counts nothing, and one that was withdrawn
 */
export async function readComparison(
  db: Queryable,
  spaceId: number,
  ids: readonly number[],
  language: Language,
  now: Date,
): Promise<Comparison> {
  const polls = await Promise.all(
    ids.map(async (id) => {
      const poll = await getPoll(db, spaceId, id);
      if (poll.purpose === "mock" || poll.state === "withdrawn") throw new PortalError("not-found");
      return { ...poll, shown: mayShowResults(poll) ? await findShown(db, id) : null };
    }),
  );
  return {
    polls: polls.map((poll) => summaryOf(poll, language, now)),
    questions: sharedQuestions(polls).map(({ title, rows, ...question }) => ({
      ...question,
      title: inLanguage(title, language),
      rows: rows.map(({ label, counts }) => ({
        label: typeof label === "string" ? label : inLanguage(label, language),
        counts,
      })),
    })),
  };
}

/** The latest polls with a result, to choose from. */
export async function readComparable(
  db: Queryable,
  spaceId: number,
  language: Language,
  now: Date,
): Promise<PollSummary[]> {
  const polls = await listPolls(db, { spaceId, state: "closed", order: "newest", now }, OFFERED);
  return polls.filter(mayShowResults).map((poll) => summaryOf(poll, language, now));
}
