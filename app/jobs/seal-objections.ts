import { z } from "zod";
import { sealObjections } from "#app/domain/kinds/drive/objection-texts.ts";
import type { Job } from "./job.ts";

export const sealObjectionsJob: Job<"seal-objections"> = {
  name: "seal-objections",
  payload: z.object({}),
  // All that is left to seal is what the version before wrote; soon after the upgrade there is none.
  time: { cron: "*/5 * * * *", payload: {} },
  work: (_, { db, signing }) => sealObjections(db, signing.dataKeys),
};
