import { z } from "zod";
import { gatherNotices } from "#app/domain/notice/gather-notices.ts";
import { originOf } from "#app/environment.ts";
import { after, type Job } from "./job.ts";

export const gatherNoticesJob: Job<"gather-notices"> = {
  name: "gather-notices",
  payload: z.object({ afterPerson: after }),
  // Half past seven in Seoul.
  time: { cron: "30 22 * * *", payload: { afterPerson: 0 } },
  work: (payload, { db, environment }, now) => gatherNotices(db, payload, originOf(environment), now),
};
