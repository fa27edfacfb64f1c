import { z } from "zod";
import { NOTICES_OF_KINDS } from "#app/domain/kinds.ts";
import { tellFollowers } from "#app/domain/notice/tell-followers.ts";
import { originOf } from "#app/environment.ts";
import { id, type Job } from "./job.ts";

export const tellFollowersJob: Job<"tell-followers"> = {
  name: "tell-followers",
  payload: z.object({ spaceId: id.optional() }),
  time: { cron: "*/5 * * * *", payload: {} },
  work(payload, { db, environment }, now, signal) {
    return tellFollowers(
      { db, kinds: NOTICES_OF_KINDS, origin: originOf(environment) },
      payload,
      now,
      signal,
    );
  },
};
