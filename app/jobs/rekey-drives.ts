import { z } from "zod";
import { rekeyDrives } from "#app/domain/kinds/drive/rekey-drive.ts";
import type { Job } from "./job.ts";

export const rekeyDrivesJob: Job<"rekey-drives"> = {
  name: "rekey-drives",
  payload: z.object({}),
  // Often, because an upgrade leaves work for it once; then it finds nothing in two empty indexes.
  time: { cron: "*/5 * * * *", payload: {} },
  work: (_, { signing }, now) => rekeyDrives(signing, now),
};
