import { z } from "zod";
import { recordCounts } from "#app/domain/ledger/record-counts.ts";
import type { Job } from "./job.ts";

export const recordCountsJob: Job<"record-counts"> = {
  name: "record-counts",
  payload: z.object({}),
  time: { cron: "7 * * * *", payload: {} },
  work: (_, { db }, now) => recordCounts(db, now),
};
