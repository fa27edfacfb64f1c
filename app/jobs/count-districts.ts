import { z } from "zod";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import type { Job } from "./job.ts";
import { matchSheetsJob } from "./match-sheets.ts";

/**
 * Once a day is what it does; it is asked every ten minutes, so that no midnight is missed. What was entered of paper
 * that day is matched before, or it would be in the districts a day late.
 */
export const countDistrictsJob: Job<"count-districts"> = {
  name: "count-districts",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  async work(payload, portal, now, signal) {
    try {
      await matchSheetsJob.work(payload, portal, now, signal);
    } finally {
      // Whatever keeps a sheet from being matched, the day of all drives is over.
      await countDistricts(portal.db, now);
    }
  },
};
