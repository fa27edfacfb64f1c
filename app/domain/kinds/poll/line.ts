import type { Line, Progress, Reading } from "#app/domain/kinds/kind.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Queryable } from "#db/client.ts";
import { listPollsByIds } from "#db/queries/polls.ts";
import { type PollState, pollStateAt } from "./poll-state.ts";

/** A poll among other matters: whether one can vote, and until when. */
export interface PollLine extends Line<"poll"> {
  state: PollState;
  opensAt: string;
  closesAt: string;
  nextThreshold: number | null;
}

export async function readPollLines(
  db: Queryable,
  ids: number[],
  { spaceId, language, now }: Reading,
): Promise<PollLine[]> {
  const polls = await listPollsByIds(db, spaceId, ids);
  return polls.map((poll) => {
    const state = pollStateAt(poll, now);
    return {
      kind: "poll",
      id: poll.id,
      title: inLanguage(poll.definition.title, language),
      name: null,
      supportCount: poll.support_count,
      open: state === "open",
      about: null,
      state,
      opensAt: poll.opens_at.toISOString(),
      closesAt: poll.closes_at.toISOString(),
      nextThreshold: poll.next_threshold,
    };
  });
}

export async function readPollProgress(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<Progress | null> {
  const [line] = await readPollLines(db, [id], reading);
  if (!line) return null;
  const { title, name, supportCount, nextThreshold, state } = line;
  const open = state === "open" || state === "scheduled";
  return { title, name, count: supportCount, goal: nextThreshold, open };
}
