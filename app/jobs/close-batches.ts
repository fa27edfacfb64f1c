import { z } from "zod";
import { closeDueBatches } from "#app/domain/kinds/drive/close-batches.ts";
import type { Job } from "./job.ts";

export const closeBatchesJob: Job<"close-batches"> = {
  name: "close-batches",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: (_, { signing }, now) => closeDueBatches(signing, now),
};
