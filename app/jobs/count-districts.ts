import { z } from "zod";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import type { Job } from "./job.ts";

/** Once a day is what it does; it is asked every ten minutes, so that no midnight is missed. */
export const countDistrictsJob: Job<"count-districts"> = {
  name: "count-districts",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  work: (_, { db }, now) => countDistricts(db, now),
};
