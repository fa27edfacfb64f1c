import { z } from "zod";
import { recountAllWeeks } from "#app/domain/support/recount-weeks.ts";
import type { Job } from "./job.ts";

/** Once a day something falls out of the week; it is asked each hour, so that no midnight is missed. */
export const recountWeeksJob: Job<"recount-weeks"> = {
  name: "recount-weeks",
  payload: z.object({}),
  time: { cron: "2 * * * *", payload: {} },
  work: (_, { db }, now) => recountAllWeeks(db, now),
};
