import { z } from "zod";
import { IN_PARTICIPATION } from "#app/domain/kinds.ts";
import { countParticipation } from "#app/domain/participation/count-participation.ts";
import type { Job } from "./job.ts";

/** Once a day there is something to count; it is asked each hour, so that no midnight is missed. */
export const countParticipationJob: Job<"count-participation"> = {
  name: "count-participation",
  payload: z.object({}),
  time: { cron: "12 * * * *", payload: {} },
  work: (_, { db }, now) => countParticipation(db, IN_PARTICIPATION, now),
};
