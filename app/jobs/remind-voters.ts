import { z } from "zod";
import { remindVoters } from "#app/domain/kinds/poll/remind-voters.ts";
import { originOf } from "#app/environment.ts";
import type { Job } from "./job.ts";

export const remindVotersJob: Job<"remind-voters"> = {
  name: "remind-voters",
  payload: z.object({}),
  time: { cron: "*/5 * * * *", payload: {} },
  async work(_, { db, environment, log }, now) {
    const letters = await remindVoters(db, originOf(environment), now);
    // How many, of all polls together, and nothing else: whom a letter went to says who has not taken part.
    if (letters > 0) log.info({ event: "poll-reminders", letters }, "people were reminded of polls");
  },
};
