import { z } from "zod";
import { type Delivery, deliverWaiting } from "#app/domain/notice/deliver-mail.ts";
import { stopAddress } from "#app/domain/notice/stop-mail.ts";
import { originOf } from "#app/environment.ts";
import type { Job } from "./job.ts";

export const deliverMailJob: Job<"deliver-mail"> = {
  name: "deliver-mail",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  async work(_, { db, postman, seal, metrics, stopLinks, environment }, now, signal) {
    if (!postman) return; // kept for the demonstration's outbox
    const stopOf: Delivery["stopOf"] = (personId, stop) =>
      stopAddress(stopLinks, originOf(environment), personId, stop);
    const { sent, putOff, givenUp } = await deliverWaiting({ db, postman, seal, stopOf }, now, signal);
    metrics.mails.inc({ outcome: "sent" }, sent);
    metrics.mails.inc({ outcome: "put-off" }, putOff);
    metrics.mails.inc({ outcome: "given-up" }, givenUp);
  },
};
