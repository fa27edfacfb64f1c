import { z } from "zod";
import { remindOffice } from "#app/domain/kinds/drive/remind-office.ts";
import { originOf } from "#app/environment.ts";
import type { Job } from "./job.ts";

export const remindOfficeJob: Job<"remind-office"> = {
  name: "remind-office",
  payload: z.object({}),
  time: { cron: "7 23 * * *", payload: {} },
  work: (_, portal, now) => remindOffice(portal.db, originOf(portal.environment), now),
};
