import { z } from "zod";
import { tellResult } from "#app/domain/kinds/poll/tell-result.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellPollResultJob: Job<"tell-poll-result"> = {
  name: "tell-poll-result",
  payload: z.object({ matterId: id, afterSerial: after, afterAsker: after.optional() }),
  work: (payload, portal, now) => tellResult(portal.db, payload, originOf(portal.environment), now),
};
