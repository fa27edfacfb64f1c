import { z } from "zod";
import { syncSearch } from "#app/domain/search/sync-search.ts";
import type { Job } from "./job.ts";

export const syncSearchJob: Job<"sync-search"> = {
  name: "sync-search",
  payload: z.object({}),
  work: async (_, { db, search, directory }, now) =>
    syncSearch(db, search, (await directory()).space.id, now),
};
