import { z } from "zod";
import { makeDumps } from "#app/domain/views/make-dump.ts";
import type { Job } from "./job.ts";

export const makeOpenDataJob: Job<"make-open-data"> = {
  name: "make-open-data",
  payload: z.object({}),
  // The first of a day finds all spaces without; the others, those that one failed on or that are new.
  time: { cron: "7 * * * *", payload: {} },
  async work(_, { db, log }, now, signal) {
    const spaces = await makeDumps(db, now, signal);
    if (spaces.length > 0) log.info({ event: "open-data", spaces: spaces.length }, "open data was made");
  },
};
