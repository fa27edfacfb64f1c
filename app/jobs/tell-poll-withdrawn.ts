import { z } from "zod";
import { tellWithdrawn } from "#app/domain/kinds/poll/tell-result.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellPollWithdrawnJob: Job<"tell-poll-withdrawn"> = {
  name: "tell-poll-withdrawn",
  payload: z.object({ matterId: id, afterSerial: after, afterAsker: after.optional() }),
  work: (payload, portal, now) => tellWithdrawn(portal.db, payload, originOf(portal.environment), now),
};
