import { z } from "zod";
import { tellMilestone } from "#app/domain/kinds/drive/tell-milestone.ts";
import { originOf } from "#app/environment.ts";
import { id, type Job } from "./job.ts";

export const tellMilestoneJob: Job<"tell-milestone"> = {
  name: "tell-milestone",
  payload: z.union([z.object({ matterId: id, code: z.string() }), z.object({ matterId: id, threshold: id })]),
  work: (payload, portal, now) => tellMilestone(portal.db, payload, originOf(portal.environment), now),
};
