import { z } from "zod";
import { deliverWaiting } from "#app/domain/notice/deliver-mail.ts";
import type { Job } from "./job.ts";

export const deliverMailJob: Job<"deliver-mail"> = {
  name: "deliver-mail",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  async work(_, { db, postman, seal, metrics }, now, signal) {
    if (!postman) return; // kept for the demonstration's outbox
    const { sent, putOff, givenUp } = await deliverWaiting(db, postman, seal, now, signal);
    metrics.mails.inc({ outcome: "sent" }, sent);
    metrics.mails.inc({ outcome: "put-off" }, putOff);
    metrics.mails.inc({ outcome: "given-up" }, givenUp);
  },
};
