import { z } from "zod";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import type { Job } from "./job.ts";

export const advanceDrivesJob: Job<"advance-drives"> = {
  name: "advance-drives",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: (_, { signing }, now) => advanceDrives(signing, now),
};
