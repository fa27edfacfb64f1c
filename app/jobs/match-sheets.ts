import { z } from "zod";
import { matchDueSheets } from "#app/domain/kinds/drive/match-sheets.ts";
import type { Job } from "./job.ts";

/** The sheets of a day are matched when it is over; it is asked every ten minutes, so that no midnight is missed. */
export const matchSheetsJob: Job<"match-sheets"> = {
  name: "match-sheets",
  payload: z.object({}),
  time: { cron: "*/10 * * * *", payload: {} },
  work: (_, { signing, live }, now) =>
    matchDueSheets(signing, now, (matterId, count) => live.publish(`matter:${matterId}`, { count })),
};
