import { z } from "zod";
import { remindOffice } from "#app/domain/kinds/drive/remind-office.ts";
import { remindOfDuties } from "#app/domain/notice/remind-of-duties.ts";
import { originOf } from "#app/environment.ts";
import type { Job } from "./job.ts";

export const remindOfficeJob: Job<"remind-office"> = {
  name: "remind-office",
  payload: z.object({}),
  time: { cron: "7 23 * * *", payload: {} },
  async work(_, { db, environment }, now) {
    await remindOffice(db, originOf(environment), now);
    await remindOfDuties(db, originOf(environment), now);
  },
};
