import { z } from "zod";
import { tellSigners } from "#app/domain/kinds/drive/tell-signers.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellSignersJob: Job<"tell-signers"> = {
  name: "tell-signers",
  payload: z.object({ matterId: id, step: z.string(), afterSerial: after }),
  work: (payload, portal, now) => tellSigners(portal.db, payload, originOf(portal.environment), now),
};
