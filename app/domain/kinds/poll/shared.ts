import { type LatestAnswer, readLatestAnswer } from "#app/domain/duty/latest-answer.ts";
import type { Reading, Shared } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { type PollLine, readPollLines } from "./line.ts";

interface SharedPoll extends Shared<"poll">, LatestAnswer, Pick<PollLine, "state"> {}

/** A poll as its address is shared. */
export async function readSharedPoll(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<SharedPoll | null> {
  const [line] = await readPollLines(db, [id], reading);
  if (!line) return null;
  const { kind, title, name, supportCount, nextThreshold, state } = line;
  return {
    kind,
    title,
    name,
    counted: { count: supportCount, goal: nextThreshold, leadsTo: null },
    open: state === "open" || state === "scheduled",
    state,
    ...(await readLatestAnswer(db, [id], reading.now)),
  };
}
