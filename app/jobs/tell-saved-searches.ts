import { z } from "zod";
import { tellSavedSearches } from "#app/domain/notice/tell-saved-searches.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import { originOf } from "#app/environment.ts";
import { after, type Job } from "./job.ts";

export const tellSavedSearchesJob: Job<"tell-saved-searches"> = {
  name: "tell-saved-searches",
  payload: z.object({ afterId: after }),
  time: { cron: "*/10 * * * *", payload: { afterId: 0 } },
  work(payload, portal, now) {
    const { db, directoryOf } = portal;
    // what is indexed is known of the embedded engine only
    const { embedded: engine } = portal.search;
    const teller = { db, engine, directoryOf, labels: facetLabels, origin: originOf(portal.environment) };
    return tellSavedSearches(teller, payload, now);
  },
};
