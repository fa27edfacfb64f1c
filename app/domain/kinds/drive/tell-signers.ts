import { type News, tellSupporters } from "#app/domain/notice/tell-supporters.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { findDrive } from "#db/queries/drives.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { letterOfStep, TOLD_STEPS } from "./tell-step.ts";

/** Tells who signed online of a step; those who lead the drive were told when it was taken. */
export function tellSigners(
  db: Database,
  job: Jobs["tell-signers"],
  origin: string,
  now: Date,
): Promise<void> {
  return tellSupporters(db, "tell-signers", job, (tx) => readNews(tx, job, origin), now);
}

async function readNews(tx: Tx, job: Jobs["tell-signers"], origin: string): Promise<News | undefined> {
  const space = await findSpaceOfMatter(tx, job.matterId);
  const drive = space && (await findDrive(tx, space.id, job.matterId));
  const step = TOLD_STEPS.find((one) => one === job.step);
  if (!drive || !step || drive.data_deleted_at) return undefined;
  return {
    sender: { spaceId: space.id, home: homeOf(origin, space) },
    matterId: job.matterId,
    // The occasion is the same as of those who lead it: who does both hears once.
    letter: letterOfStep(drive, { step, note: drive.clerk_note ?? undefined }, 1),
    why: "signer",
    except: drive.representative_id,
  };
}
