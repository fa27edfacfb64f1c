import { homeOf } from "#app/domain/space/home.ts";
import type { Database } from "#db/client.ts";
import { findDrive, listDriveMilestones } from "#db/queries/drives.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { leadsTo } from "./milestones.ts";
import { type StepNews, tellStep } from "./tell-step.ts";

/**
 * Tells those who lead a drive that it reached one of its numbers, and what comes next. A job of its own: the
 * signature that reached it waits for no letter. Killed anywhere and run again, it tells once.
 */
export function tellMilestone(
  db: Database,
  { matterId, threshold }: Jobs["tell-milestone"],
  origin: string,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const space = await findSpaceOfMatter(tx, matterId);
    const drive = space && (await findDrive(tx, space.id, matterId));
    const milestones = await listDriveMilestones(tx, matterId);
    const milestone = milestones.find((one) => one.threshold === threshold);
    if (!space || !drive || !milestone) return;
    const steps = { listed: "listed", accepted: "referred", nothing: "reached" } as const;
    const step = steps[leadsTo(drive.definition, milestone.code)];
    const news: StepNews = { step, until: drive.closes_at, count: threshold };
    await tellStep(tx, drive, news, 1, homeOf(origin, space), now);
  });
}
