import { z } from "zod";
import { deliverPush } from "#app/domain/notice/deliver-push.ts";
import { originOf } from "#app/environment.ts";
import type { Job } from "./job.ts";

export const deliverPushJob: Job<"deliver-push"> = {
  name: "deliver-push",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  async work(_, { db, seal, pusher, environment }, now, signal) {
    if (!pusher) return;
    await deliverPush({ db, seal, pusher, origin: originOf(environment) }, now, signal);
  },
};
