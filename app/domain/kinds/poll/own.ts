import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listSupportedBy } from "#db/queries/matter-lists.ts";
import { listPollsByIds } from "#db/queries/polls.ts";
import { type PollSummary, summaryOf } from "./summary.ts";

/** The polls of a space that a person took part in, latest first; nothing of what they chose. */
export async function readOwnPolls(
  db: Queryable,
  personId: number,
  { spaceId, language, now }: Reading,
  limit: number,
): Promise<PollSummary[]> {
  const supported = await listSupportedBy(db, spaceId, personId, "poll", language, limit);
  const ids = supported.map(({ id }) => id);
  const polls = ids.length === 0 ? [] : await listPollsByIds(db, spaceId, ids);
  const byId = new Map(polls.map((poll) => [poll.id, summaryOf(poll, language, now)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
