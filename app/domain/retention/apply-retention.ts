import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { SUSPICION } from "#app/domain/quick-poll/suspicion.ts";
import { forgetEndedLimits } from "#app/platform/shared-counts.ts";
import type { Database } from "#db/client.ts";
import { removeEndedKeys } from "#db/queries/api-keys.ts";
import { forgetIdentities } from "#db/queries/leaving.ts";
import { removeUnusedPollPictures } from "#db/queries/poll-pictures.ts";
import { countForGood, removeQuickPolls } from "#db/queries/quick-votes.ts";
import { removeSettledReports } from "#db/queries/reports.ts";
import {
  clearEndedApplications,
  type Removal,
  removeAbuseSigns,
  removeDrafts,
  removeEndedForms,
  removeEndedPosts,
  removeEndedSubmissions,
  removeLetters,
  removeNotices,
  removeReminders,
  removeSessions,
  removeUnfinishedApplications,
} from "#db/queries/retention.ts";
import { forgetActing } from "#db/queries/rolls.ts";
import { removeVotesOfClosed, removeWaitingOfClosed } from "#db/queries/statements.ts";
import { RETENTION, type RemovedCode } from "./retention.ts";

const REMOVALS: Record<RemovedCode, Removal> = {
  votes: async (db, before, limit) =>
    (await removeWaitingOfClosed(db, before, limit)) + (await removeVotesOfClosed(db, before, limit)),
  drafts: removeDrafts,
  unfinished: removeUnfinishedApplications,
  refused: clearEndedApplications,
  notices: removeNotices,
  letters: removeLetters,
  reminders: removeReminders,
  session: removeSessions,
  abuse: removeAbuseSigns,
  "quick-votes": (db, before, limit) => countForGood(db, before, limit, SUSPICION),
  "quick-polls": removeQuickPolls,
  reports: removeSettledReports,
  rolls: forgetActing,
  posts: removeEndedPosts,
  keys: removeEndedKeys,
};

/** A form that was refused may name a picture that no draft has yet, for as long as a browser keeps the form. */
const UNUSED_PICTURE_DAYS = 7;

const BATCH = 500;
/** Of one sort in one night; what is left goes in the next. */
const MOST_BATCHES = 200;

/**
 * Removes what is over, a batch a statement: killed anywhere, the next run goes on with the rest.
 *
 * @param signal ends it after the batch that is under way
 * @returns how many rows of each sort
 */
export async function applyRetention(
  db: Database,
  now: Date,
  signal?: AbortSignal,
): Promise<Record<string, number>> {
  const removed: Record<string, number> = {};
  for (const kept of RETENTION) {
    if (kept.days === null) continue;
    const before = new Date(now.getTime() - kept.days * DAY_MS);
    const remove = REMOVALS[kept.code];
    removed[kept.code] = await inBatches((limit) => remove(db, before, limit), signal);
  }
  removed.number = await inBatches((limit) => forgetIdentities(db, limit), signal);
  removed.submissions = await inBatches((limit) => removeEndedSubmissions(db, now, limit), signal);
  removed.keptForms = await inBatches((limit) => removeEndedForms(db, now, limit), signal);
  const unused = new Date(now.getTime() - UNUSED_PICTURE_DAYS * DAY_MS);
  removed.pollPictures = await inBatches((limit) => removeUnusedPollPictures(db, unused, limit), signal);
  await forgetEndedLimits(db, now);
  return removed;
}

async function inBatches(work: (limit: number) => Promise<number>, signal?: AbortSignal): Promise<number> {
  let done = 0;
  for (let batch = 0; batch < MOST_BATCHES && signal?.aborted !== true; batch += 1) {
    const some = await work(BATCH);
    done += some;
    if (some < BATCH) break;
  }
  return done;
}
