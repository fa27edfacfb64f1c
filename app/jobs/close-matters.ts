import { z } from "zod";
import { closeWhatIsDue } from "#app/domain/matter/close-matters.ts";
import type { Job } from "./job.ts";

export const closeMattersJob: Job<"close-matters"> = {
  name: "close-matters",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: (_, { db }, now) => closeWhatIsDue(db, now),
};
