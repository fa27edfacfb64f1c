import { z } from "zod";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellReplyJob: Job<"tell-reply"> = {
  name: "tell-reply",
  payload: z.object({ dutyId: id, version: id, afterSerial: after, afterAsker: after.optional() }),
  work: (payload, portal, now) => tellReply(portal.db, payload, originOf(portal.environment), now),
};
