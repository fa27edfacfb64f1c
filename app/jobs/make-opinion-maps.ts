import { z } from "zod";
import type { MapQuestion } from "#app/domain/opinion-map/make-map.ts";
import { renewMaps } from "#app/domain/opinion-map/renew-maps.ts";
import { withThread } from "#app/platform/work-thread.ts";
import type { KeptMap } from "#db/tables/opinion-map.ts";
import type { Job } from "./job.ts";

const THREAD = new URL("../domain/opinion-map/map-thread.ts", import.meta.url);
/** The most that is asked of it takes a second on a slow machine. */
const WITHIN_MS = 20_000;

export const makeOpinionMapsJob: Job<"make-opinion-maps"> = {
  name: "make-opinion-maps",
  payload: z.object({}),
  time: { cron: "* * * * *", payload: {} },
  work: (_, { db }, now, signal) =>
    withThread<MapQuestion, KeptMap, number>(THREAD, WITHIN_MS, (make) => renewMaps(db, make, now, signal)),
};
