import type { Line, Progress, Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listMattersByIds } from "#db/queries/matter-lists.ts";
import type { ProposalStage } from "./stage.ts";
import { type ProposalSummary, readStandings } from "./summaries.ts";

/** A proposal among other matters: how far it has come. */
export interface ProposalLine
  extends Line<"proposal">,
    Pick<
      ProposalSummary,
      "importedCount" | "nextThreshold" | "overdue" | "source" | "milestones" | "openedAt"
    > {
  stage: Exclude<ProposalStage, "withdrawn">;
}

export async function readProposalLines(
  db: Queryable,
  ids: number[],
  { spaceId, language, now }: Reading,
): Promise<ProposalLine[]> {
  const rows = await listMattersByIds(db, spaceId, ids, language);
  const standings = await readStandings(db, rows, now);
  return standings.flatMap(({ stage, ...standing }): ProposalLine[] => {
    if (stage === "withdrawn") return [];
    const { id, title, supportCount, importedCount, nextThreshold, overdue, source, milestones, openedAt } =
      standing;
    return [
      {
        kind: "proposal",
        id,
        title,
        name: null,
        supportCount,
        open: stage !== "closed",
        about: null,
        stage,
        importedCount,
        nextThreshold,
        overdue,
        source,
        milestones,
        openedAt,
      },
    ];
  });
}

export async function readProposalProgress(
  db: Queryable,
  id: number,
  reading: Reading,
): Promise<Progress | null> {
  const [line] = await readProposalLines(db, [id], reading);
  if (!line) return null;
  const { title, name, supportCount, nextThreshold, open } = line;
  return { title, name, count: supportCount, goal: nextThreshold, open };
}
