import { z } from "zod";
import { findDuplicates } from "#app/domain/search/find-duplicates.ts";
import { id, type Job } from "./job.ts";

export const findDuplicatesJob: Job<"find-duplicates"> = {
  name: "find-duplicates",
  payload: z.object({ matterId: id }),
  work: ({ matterId }, { db, search }, now) => findDuplicates(db, search.ask, matterId, now),
};
