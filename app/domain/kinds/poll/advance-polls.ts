import { closeWhatIsDue } from "#app/domain/matter/close-matters.ts";
import { announcePolls, listPollsToCount } from "#db/queries/polls.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPoll, countTurnoutOf } from "./count-ballots.ts";
import type { CountingServices } from "./opened-ballots.ts";

interface MovedPoll {
  id: number;
  participants: number;
}

/**
 * Moves polls on by the clock: search learns of those that opened, those that are over are closed, and what waits is
 * counted, a batch a transaction. Killed anywhere, it goes on with the rest at the next run.
 *
 * @returns the polls of which something else may be shown now
 */
export async function advancePolls(services: CountingServices, now: Date): Promise<MovedPoll[]> {
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
  const moved: MovedPoll[] = [];
  for (const id of await listPollsToCount(db)) {
    await countTurnoutOf(services, id);
    let counted = await countPoll(services, id, now);
    while (counted.shown && counted.more) counted = await countPoll(services, id, now);
    if (counted.shown) moved.push({ id, participants: counted.participants });
  }
  return moved;
}
