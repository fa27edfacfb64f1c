import { randomBytes } from "node:crypto";
import type { Database } from "#db/client.ts";
import { addToLimitCounts, deleteEndedLimits, limitSaltOf } from "#db/queries/limit-counts.ts";
import type { SharedCounts } from "./rate-limits.ts";

const SALT_BYTES = 32;
const SWEEP_EACH_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The counts that all processes share, in Postgres. What ended is deleted within a minute of the next that is added. */
export function sharedCounts(db: Database): SharedCounts {
  let known: { day: string; salt: Buffer } | undefined;
  let sweptAt = 0;
  return {
    async add(shares, now) {
      const counts = await addToLimitCounts(db, shares, now);
      if (Date.now() - sweptAt > SWEEP_EACH_MS) {
        sweptAt = Date.now();
        await forgetEndedLimits(db, now ?? new Date());
      }
      return counts;
    },
    async salt(now) {
      const day = dayOf(now);
      if (known?.day !== day) known = { day, salt: await limitSaltOf(db, day, randomBytes(SALT_BYTES)) };
      return known.salt;
    },
  };
}

/** Yesterday's salt is kept for who has not heard of midnight yet. */
export function forgetEndedLimits(db: Database, now: Date): Promise<void> {
  return deleteEndedLimits(db, now, dayOf(new Date(now.getTime() - DAY_MS)));
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
