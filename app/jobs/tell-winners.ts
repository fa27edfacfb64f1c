import { z } from "zod";
import { tellWinners } from "#app/domain/kinds/poll/tell-winners.ts";
import { originOf } from "#app/environment.ts";
import { after, id, type Job } from "./job.ts";

export const tellWinnersJob: Job<"tell-winners"> = {
  name: "tell-winners",
  payload: z.object({ matterId: id, afterSerial: after }),
  work: (payload, portal, now) => tellWinners(portal.polls, payload, originOf(portal.environment), now),
};
