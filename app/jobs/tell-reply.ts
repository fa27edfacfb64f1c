import { z } from "zod";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { after, id, type Job, originOf } from "./job.ts";

export const tellReplyJob: Job<"tell-reply"> = {
  name: "tell-reply",
  payload: z.object({ dutyId: id, version: id, afterSerial: after }),
  work: (payload, portal, now) => tellReply(portal.db, payload, originOf(portal), now),
};
