import type { Task } from "graphile-worker";
import { z } from "zod";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import { remindOffice } from "#app/domain/kinds/drive/remind-office.ts";
import { tellMilestone } from "#app/domain/kinds/drive/tell-milestone.ts";
import { tellSigners } from "#app/domain/kinds/drive/tell-step.ts";
import { closeWhatIsDue } from "#app/domain/matter/close-matters.ts";
import { deliverWaiting } from "#app/domain/notice/deliver-mail.ts";
import { tellCrossing } from "#app/domain/notice/tell-crossing.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { tellSavedSearches } from "#app/domain/notice/tell-saved-searches.ts";
import { findDuplicates } from "#app/domain/search/find-duplicates.ts";
import { refreshSearchCounts, syncSearch } from "#app/domain/search/sync-search.ts";
import { facetLabels } from "#app/doors/pages/search-page.ts";
import type { Portal } from "#app/portal.ts";
import { deleteDraftsBefore } from "#db/queries/drafts.ts";
import type { JobName, Jobs } from "#db/queries/jobs.ts";
import { deleteSessionsBefore } from "#db/queries/persons.ts";

const id = z.number().int().positive();
const serial = z.number().int().min(0);
const FORGOTTEN_DRAFT_MS = 180 * DAY_MS;

/** What each job is told, checked when it comes out of the queue: an older version of us may have put it in. */
const PAYLOADS: { [N in JobName]: z.ZodType<Jobs[N]> } = {
  "tell-crossing": z.union([
    z.object({ matterId: id, code: z.string(), afterSerial: serial }),
    z.object({ matterId: id, ruleId: id, afterSerial: serial }),
  ]),
  "tell-reply": z.object({ dutyId: id, version: id, afterSerial: serial }),
  "deliver-mail": z.object({}),
  "sync-search": z.object({}),
  "refresh-search-counts": z.object({}),
  "find-duplicates": z.object({ matterId: id }),
  "tell-saved-searches": z.object({ afterId: serial }),
  "close-matters": z.object({}),
  "close-batches": z.object({}),
  "advance-drives": z.object({}),
  "delete-personal-data": z.object({}),
  "tell-signers": z.object({ matterId: id, step: z.string(), afterSerial: serial }),
  "tell-milestone": z.union([
    z.object({ matterId: id, code: z.string() }),
    z.object({ matterId: id, threshold: id }),
  ]),
  "remind-office": z.object({}),
  sweep: z.object({}),
};

/** `signal` is aborted when the worker stops: what takes long ends at its next safe point. */
type Work<N extends JobName> = (
  payload: Jobs[N],
  portal: Portal,
  now: Date,
  signal: AbortSignal,
) => Promise<unknown>;

const originOf = ({ environment }: Portal) =>
  environment.PUBLIC_URL ?? `http://${environment.HOST}:${environment.PORT}`;

/** Time and queue as a door: read the payload, ONE domain call. Each may be killed at any point and run again. */
const WORK: { [N in JobName]: Work<N> } = {
  "tell-crossing": (payload, portal, now) => tellCrossing(portal.db, payload, originOf(portal), now),
  "tell-reply": (payload, portal, now) => tellReply(portal.db, payload, originOf(portal), now),
  "deliver-mail": async (_, { db, postman, seal, metrics }, now, signal) => {
    if (!postman) return; // kept for the demonstration's outbox
    const { sent, putOff, givenUp } = await deliverWaiting(db, postman, seal, now, signal);
    metrics.mails.inc({ outcome: "sent" }, sent);
    metrics.mails.inc({ outcome: "put-off" }, putOff);
    metrics.mails.inc({ outcome: "given-up" }, givenUp);
  },
  "sync-search": async (_, { db, search, directory }, now) =>
    syncSearch(db, search, (await directory()).space.id, now),
  "refresh-search-counts": async (_, { db, search, directory }, now) =>
    refreshSearchCounts(db, search, (await directory()).space.id, now),
  "find-duplicates": ({ matterId }, { db, search }, now) => findDuplicates(db, search.ask, matterId, now),
  "tell-saved-searches": async (payload, portal, now) => {
    const origin = originOf(portal);
    // what is indexed is known of the embedded engine only
    const { embedded: engine } = portal.search;
    await tellSavedSearches(
      { db: portal.db, engine, directoryOf: portal.directoryOf, labels: facetLabels, origin },
      payload,
      now,
    );
  },
  "close-matters": (_, { db }, now) => closeWhatIsDue(db, now),
  "close-batches": (_, { signing }, now) => closeBatches(signing, now),
  "advance-drives": (_, { db }, now) => advanceDrives(db, now),
  "delete-personal-data": (_, { signing }, now) => deletePersonalData(signing, now),
  "tell-signers": (payload, portal, now) => tellSigners(portal.db, payload, originOf(portal), now),
  "tell-milestone": (payload, portal, now) => tellMilestone(portal.db, payload, originOf(portal), now),
  "remind-office": (_, portal, now) => remindOffice(portal.db, originOf(portal), now),
  sweep: async (_, { db }, now) => {
    await deleteSessionsBefore(db, now);
    await deleteDraftsBefore(db, new Date(now.getTime() - FORGOTTEN_DRAFT_MS));
  },
};

function task<N extends JobName>(name: N, portal: Portal): Task {
  return async (payload, { abortSignal }) => {
    try {
      await WORK[name](PAYLOADS[name].parse(payload), portal, portal.clock.now(), abortSignal);
      portal.metrics.jobs.inc({ job: name, outcome: "done" });
    } catch (error) {
      portal.metrics.jobs.inc({ job: name, outcome: "failed" });
      throw error;
    }
  };
}

export function createTasks(portal: Portal): Record<JobName, Task> {
  return {
    "tell-crossing": task("tell-crossing", portal),
    "tell-reply": task("tell-reply", portal),
    "deliver-mail": task("deliver-mail", portal),
    "sync-search": task("sync-search", portal),
    "refresh-search-counts": task("refresh-search-counts", portal),
    "find-duplicates": task("find-duplicates", portal),
    "tell-saved-searches": task("tell-saved-searches", portal),
    "close-matters": task("close-matters", portal),
    "close-batches": task("close-batches", portal),
    "advance-drives": task("advance-drives", portal),
    "delete-personal-data": task("delete-personal-data", portal),
    "tell-signers": task("tell-signers", portal),
    "tell-milestone": task("tell-milestone", portal),
    "remind-office": task("remind-office", portal),
    sweep: task("sweep", portal),
  };
}

/** In UTC: the sweep runs shortly after three at night in Seoul. */
export const CRONTAB = `
* * * * * close-matters ?jobKey=close-matters
* * * * * advance-drives ?jobKey=advance-drives
* * * * * close-batches ?jobKey=close-batches
27 18 * * * delete-personal-data ?jobKey=delete-personal-data
7 23 * * * remind-office ?jobKey=remind-office
* * * * * refresh-search-counts ?jobKey=refresh-search-counts
17 18 * * * sweep ?jobKey=sweep
*/10 * * * * deliver-mail ?jobKey=deliver-mail
*/10 * * * * tell-saved-searches ?jobKey=tell-saved-searches {afterId:0}
`;
