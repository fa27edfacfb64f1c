import type { Reading } from "#app/domain/kinds/kind.ts";
import { KINDS, type MatterLine } from "#app/domain/kinds.ts";
import type { Queryable } from "#db/client.ts";
import { listStandingByIds } from "#db/queries/matters.ts";
import { listPollsNaming } from "#db/queries/polls.ts";
import { readLines } from "./similar-matters.ts";

/** As many polls as one matter's page shows: an office that asks again and again has its list of polls. */
export const POLLS_SHOWN = 4;

/** The matters that a poll names as where it comes from, in its order; without what is hidden, unlisted or withdrawn. */
export async function readOrigins(
  db: Queryable,
  ids: readonly number[],
  reading: Reading,
): Promise<MatterLine[]> {
  if (ids.length === 0) return [];
  const lines = await readLines(db, await listStandingByIds(db, reading.spaceId, ids), reading);
  return ids.flatMap((id) => lines.get(id) ?? []);
}

/** The polls that name a matter as where they come from, the latest first. */
export async function readPollsFrom(db: Queryable, id: number, reading: Reading): Promise<MatterLine[]> {
  const polls = await listPollsNaming(db, reading.spaceId, id, POLLS_SHOWN);
  if (polls.length === 0) return [];
  const lines = new Map((await KINDS.poll.readLines(db, polls, reading)).map((line) => [line.id, line]));
  return polls.flatMap((poll) => lines.get(poll) ?? []);
}
