import { z } from "zod";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import type { Job } from "./job.ts";

export const deletePersonalDataJob: Job<"delete-personal-data"> = {
  name: "delete-personal-data",
  payload: z.object({}),
  time: { cron: "27 18 * * *", payload: {} },
  work: (_, { signing }, now) => deletePersonalData(signing, now),
};
