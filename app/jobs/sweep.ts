import { z } from "zod";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { forgetEndedLimits } from "#app/platform/shared-counts.ts";
import { deleteKeptFormsBefore } from "#db/queries/kept-forms.ts";
import { deleteSubmissionsBefore } from "#db/queries/submissions.ts";
import type { Job } from "./job.ts";

export const sweepJob: Job<"sweep"> = {
  name: "sweep",
  payload: z.object({}),
  // Shortly after three at night in Seoul.
  time: { cron: "17 18 * * *", payload: {} },
  async work(_, { db, log }, now, signal) {
    const removed = await applyRetention(db, now, signal);
    await deleteSubmissionsBefore(db, now);
    await deleteKeptFormsBefore(db, now);
    await forgetEndedLimits(db, now);
    log.info({ event: "retention", removed }, "what was over was removed");
  },
};
