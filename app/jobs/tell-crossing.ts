import { z } from "zod";
import { tellCrossing } from "#app/domain/notice/tell-crossing.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellCrossingJob: Job<"tell-crossing"> = {
  name: "tell-crossing",
  payload: z.union([
    z.object({ matterId: id, code: z.string(), afterSerial: after }),
    z.object({ matterId: id, ruleId: id, afterSerial: after }),
  ]),
  work: (payload, portal, now) => tellCrossing(portal.db, payload, originOf(portal.environment), now),
};
