import { z } from "zod";
import { refreshSearchCounts } from "#app/domain/search/sync-search.ts";
import type { Job } from "./job.ts";

export const refreshSearchCountsJob: Job<"refresh-search-counts"> = {
  name: "refresh-search-counts",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: async (_, { db, search, directory }, now) =>
    refreshSearchCounts(db, search, (await directory()).space.id, now),
};
