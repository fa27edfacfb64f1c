import { z } from "zod";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import type { Job } from "./job.ts";

export const sweepJob: Job<"sweep"> = {
  name: "sweep",
  payload: z.object({}),
  // Shortly after three at night in Seoul.
  time: { cron: "17 18 * * *", payload: {} },
  async work(_, { db, log }, now, signal) {
    const removed = await applyRetention(db, now, signal);
    log.info({ event: "retention", removed }, "what was over was removed");
  },
};
