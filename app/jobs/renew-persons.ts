import { z } from "zod";
import { hashAccountNames, renewPersons } from "#app/domain/person/renew.ts";
import type { Job } from "./job.ts";

export const renewPersonsJob: Job<"renew-persons"> = {
  name: "renew-persons",
  payload: z.object({}),
  time: { cron: "41 * * * *", payload: {} },
  async work(_, { db, seal, environment }, _now, signal) {
    await hashAccountNames(db, environment.IDENTITY_KEY, signal);
    await renewPersons(db, seal, { signal });
  },
};
