import { z } from "zod";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import type { Job } from "./job.ts";

/** Beside each minute it is done at the hours at which polls open and close. */
export const advancePollsJob: Job<"advance-polls"> = {
  name: "advance-polls",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: (_, { polls, live }, now) =>
    advancePolls(polls, now, (id, count) => live.publish(`matter:${id}`, { count, counted: now.getTime() })),
};
