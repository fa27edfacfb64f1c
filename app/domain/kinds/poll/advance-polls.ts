import { DAY_MS, seoulDay } from "#app/domain/calendar/dates.ts";
import { closeWhatIsDue } from "#app/domain/matter/close-matters.ts";
import { removeNeedlessDrafts } from "#db/queries/ballot-drafts.ts";
import { listUnendedDistricts } from "#db/queries/poll-turnout.ts";
import { announcePolls, listPollsToCount } from "#db/queries/polls.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPoll } from "./count-ballots.ts";
import { countDistrictsOf, countTurnoutOf, endDistrictsOf, listDueDistricts } from "./count-turnout.ts";
import type { CountingServices } from "./opened-ballots.ts";

/** So many needless drafts of each sort go a minute; there are more only after an outage. */
const MOST_REMOVED = 5_000;

/**
 * Moves polls on by the clock: search learns of those that opened, those that are over are closed, and what waits is
 * counted, a batch a transaction; once a day also from where people took part. Killed anywhere, it goes on with the rest at
 * the next run. One that cannot be counted holds up no other.
 *
 * @param moved told of each poll of which something else may be shown now
 * @throws what the first of those that failed threw, after all others
 */
export async function advancePolls(
  services: CountingServices,
  now: Date,
  moved: (id: number, participants: number) => void = () => {},
): Promise<void> {
  const { db } = services;
  await inTransaction(db, async (tx) => {
    const opened = await announcePolls(tx, now);
    await noteSearchChanges(
      tx,
      opened.map(({ id }) => ({ kind: "poll", id })),
    );
  });
  // Not left to its own job of the minute: nobody waits two for a result.
  await closeWhatIsDue(db, now, "poll");
  const failed: unknown[] = [];
  const each = async <One>(polls: readonly One[], count: (poll: One) => Promise<void>) => {
    for (const poll of polls) await count(poll).catch((error: unknown) => failed.push(error));
  };
  await each(await listPollsToCount(db), async (id) => {
    await countTurnoutOf(services, id);
    let counted = await countPoll(services, id, now);
    const { shown } = counted;
    while (counted.shown && counted.more) counted = await countPoll(services, id, now);
    if (shown) moved(id, counted.participants);
  });
  await each(await listDueDistricts(db, now), (id) => countDistrictsOf(services, id, now));
  await each(await listUnendedDistricts(db), (poll) => endDistrictsOf(services, poll));
  // Yesterday's too: what was saved before midnight may have been committed after it.
  await removeNeedlessDrafts(db, seoulDay(new Date(now.getTime() - DAY_MS)), MOST_REMOVED);
  if (failed.length > 0) throw failed[0];
}
