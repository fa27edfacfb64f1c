import { type LatestAnswer, readLatestAnswer } from "#app/domain/duty/latest-answer.ts";
import type { Reading, Shared } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import { type ProposalLine, readProposalLines } from "./line.ts";

/** A proposal as its address is shared: how far it is, and what the city said, in its forum too. */
interface SharedProposal extends Shared<"proposal">, LatestAnswer, Pick<ProposalLine, "stage"> {}

export async function readSharedProposal(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<SharedProposal | null> {
  const [[line], forums] = await Promise.all([
    readProposalLines(db, [id], reading),
    listForumsOfProposals(db, [id]),
  ]);
  if (!line) return null;
  const { kind, title, name, supportCount, importedCount, nextThreshold, milestones, open, stage } = line;
  return {
    kind,
    title,
    name,
    counted:
      importedCount === null
        ? {
            count: supportCount,
            goal: nextThreshold,
            leadsTo: milestones.find(({ at }) => at === nextThreshold)?.consequence ?? null,
          }
        : null,
    open,
    stage,
    ...(await readLatestAnswer(db, [id, ...forums.values()], reading.now)),
  };
}
