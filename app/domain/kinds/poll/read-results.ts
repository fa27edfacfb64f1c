import { PortalError } from "#app/domain/errors.ts";
import type { Queryable } from "#db/client.ts";
import { findLineAbout } from "#db/queries/events.ts";
import { countTexts, listTextGroups, listTexts } from "#db/queries/poll-texts.ts";
import { findShown } from "#db/queries/polls.ts";
import type { PollShown } from "#db/tables/poll-definition.ts";
import { getPoll } from "./read-poll.ts";
import { totalsOf } from "./results.ts";
import { mayShowResults } from "./summary.ts";
import { emptyTally } from "./tally.ts";

export interface PollResults extends PollShown {
  id: number;
  /** It is counted to the end, and nothing of it changes any more. */
  final: boolean;
  /** How many took part; of a poll that is open some of their ballots may wait to be counted. */
  tookPart: number;
}

/**
 * What may be shown of a poll's ballots now: one row, however many there are.
 *
 * @throws PortalError "not-found", also for a mock poll, which counts nothing, and one that was withdrawn; "not-yet" while
 *   the results wait for the closing
 */
export async function readResults(db: Queryable, spaceId: number, id: number): Promise<PollResults> {
  const poll = await getPoll(db, spaceId, id);
  if (poll.purpose === "mock" || poll.state === "withdrawn") throw new PortalError("not-found");
  if (!mayShowResults(poll)) throw new PortalError("not-yet");
  const shown = (await findShown(db, id)) ?? totalsOf(poll.definition, emptyTally());
  return { ...shown, id, final: poll.counted_at !== null, tookPart: poll.support_count };
}

/** The line of the ledger that has the hash of a poll's result, and its own; null: it is not counted to the end. */
export async function readResultLine(db: Queryable, id: number) {
  const line = await findLineAbout(db, id, "poll-closed");
  return line
    ? { seq: line.seq, at: line.at, text: String(line.data.text), hash: line.hash.toString("hex") }
    : null;
}

/**
 * A page of what people wrote to a question, those that say nearly the same one after the other; none is hidden.
 *
 * @param asked.words only with these words in them
 */
export async function readTexts(
  db: Queryable,
  spaceId: number,
  id: number,
  asked: { question: string; words?: string; after?: { likeness: number; id: string } },
  pageSize: number,
) {
  const results = await readResults(db, spaceId, id);
  const question = results.questions.find((one) => one.id === asked.question);
  if (question?.groups === undefined) throw new PortalError("not-found");
  const [rows, groups, found] = await Promise.all([
    listTexts(db, { matterId: id, ...asked }, pageSize + 1),
    listTextGroups(db, id, asked.question),
    asked.words ? countTexts(db, { matterId: id, ...asked }) : question.answered,
  ]);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map(({ id: textId, body, likeness }) => ({ id: textId, body, likeness })),
    groups,
    /** How many texts there are, on all pages, and how many of them say something of their own. */
    found,
    different: question.groups,
    next: last ? { likeness: last.place, id: last.id } : null,
  };
}
