import { type LatestAnswer, readLatestAnswer } from "#app/domain/duty/latest-answer.ts";
import type { Reading, Shared } from "#app/domain/kinds/kind.ts";
import { readMilestones } from "#app/domain/threshold/read-thresholds.ts";
import type { Queryable } from "#db/client.ts";
import { readForumLines } from "./line.ts";

interface SharedForum extends Shared<"forum">, LatestAnswer {}

/** A forum as its address is shared. */
export async function readSharedForum(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<SharedForum | null> {
  const [line] = await readForumLines(db, [id], reading);
  if (!line) return null;
  const { kind, title, name, supportCount, nextThreshold, open } = line;
  const [milestones, answer] = await Promise.all([
    readMilestones(db, id),
    readLatestAnswer(db, [id], reading.now),
  ]);
  const leadsTo = milestones.find(({ threshold }) => threshold === nextThreshold)?.consequence ?? null;
  return {
    kind,
    title,
    name,
    counted: { count: supportCount, goal: nextThreshold, leadsTo },
    open,
    ...answer,
  };
}
