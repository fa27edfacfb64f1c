import { homeOf } from "#app/domain/space/home.ts";
import type { Database } from "#db/client.ts";
import { findDrive } from "#db/queries/drives.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import type { Consequence } from "#db/tables/threshold.ts";
import { inTransaction } from "#db/transaction.ts";
import { type StepNews, type ToldStep, tellStep } from "./tell-step.ts";

const STEPS: Partial<Record<Consequence, ToldStep>> = { listed: "listed", accepted: "referred" };

/**
 * Tells those who lead a drive that it reached one of its numbers, and what comes next. A job of its own: the
 * signature that reached it waits for no letter. Killed anywhere and run again, it tells once.
 */
export function tellMilestone(
  db: Database,
  job: Jobs["tell-milestone"],
  origin: string,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const space = await findSpaceOfMatter(tx, job.matterId);
    const drive = space && (await findDrive(tx, space.id, job.matterId));
    const thresholds = await listThresholds(tx, [job.matterId]);
    const reached = thresholds.find((one) =>
      "code" in job ? one.code === job.code : one.count === job.threshold,
    );
    if (!space || !drive || !reached) return;
    const step = STEPS[reached.consequence] ?? "reached";
    const news: StepNews = { step, until: drive.closes_at, count: reached.count };
    await tellStep(tx, drive, news, 1, homeOf(origin, space), now);
  });
}
