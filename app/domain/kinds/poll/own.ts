import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listBallotDrafts } from "#db/queries/ballot-drafts.ts";
import { listSupportedBy } from "#db/queries/matter-lists.ts";
import { listPollsByIds } from "#db/queries/polls.ts";
import { type PollSummary, summaryOf } from "./summary.ts";

/**
 * The polls of a space that a person took part in, latest first, and those that they are half-way through; nothing of what
 * they chose.
 */
export async function readOwnPolls(
  db: Queryable,
  personId: number,
  { spaceId, language, now }: Reading,
  limit: number,
): Promise<{ taken: PollSummary[]; begun: PollSummary[] }> {
  const [supported, drafts] = await Promise.all([
    listSupportedBy(db, spaceId, personId, "poll", language, limit),
    listBallotDrafts(db, personId, spaceId),
  ]);
  const taken = new Set(supported.map(({ id }) => id));
  const begun = drafts.map(({ id }) => id).filter((id) => !taken.has(id));
  const ids = [...taken, ...begun];
  const polls = ids.length === 0 ? [] : await listPollsByIds(db, spaceId, ids);
  const byId = new Map(polls.map((poll) => [poll.id, summaryOf(poll, language, now)]));
  const summaries = (of: Iterable<number>) => [...of].flatMap((id) => byId.get(id) ?? []);
  return { taken: summaries(taken), begun: summaries(begun).filter(({ state }) => state === "open") };
}
