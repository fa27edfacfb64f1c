import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Tx } from "#db/client.ts";
import {
  countWaiting,
  deleteBallots,
  drawEntries,
  listChanged,
  listUncounted,
  markCounted,
} from "#db/queries/ballots.ts";
import { insertSealedTexts } from "#db/queries/poll-texts.ts";
import { type CountingPoll, keepCounted, lockPollToCount } from "#db/queries/polls.ts";
import { inTransaction } from "#db/transaction.ts";
import type { Answers } from "./answers.ts";
import { endTurnout } from "./count-turnout.ts";
import { endPoll } from "./end-poll.ts";
import {
  type Counted,
  type CountingServices,
  factsOf,
  isByRoll,
  keyOf,
  openOne,
  openTally,
  sealTally,
  sealText,
  textsOf,
} from "./opened-ballots.ts";
import { FEWEST_TOGETHER, totalsOf } from "./results.ts";
import { Counter } from "./tally.ts";

/** Ballots of one transaction. */
const BATCH = 2_000;
/** As many are opened in some milliseconds; then whoever waits for an answer has a turn. */
const OPENED_A_TURN = 100;

/**
 * Counts the ballots of one poll that wait, in one transaction, alone: who else comes meanwhile goes away again. Done
 * again after a crash anywhere: what a ballot adds and that it is counted commit together.
 *
 * What holds for the secrecy of ballots, beside their being sealed:
 * - Nothing is counted in the transaction of its vote, and no count is written beside a voter. The sum is one sealed
 *   value: neither the table nor the log of the database says which answer grew when whose ballot was counted.
 * - Never fewer than five are counted at once, and five are left for the last time: so totals that can be watched never
 *   move by one person's answers, nor by what one person changed, not at the close either. Which ones are left is drawn at
 *   random, so that the totals do not tell of those who came last, or first. Five are five people: of a roll all entries
 *   that one person took part with are one of them, and counted together.
 * - Of a poll in which ballots cannot be changed a ballot is deleted as it is counted.
 * - Of one in which they can be changed the ballot stays, because only its holder's place says which one it replaces;
 *   where results wait for the close nothing is opened before it.
 *
 * Rejected: a row a choice and a counter a row (the log has "this voter", then "this choice", in the order of commits);
 * opening all ballots for each count (100,000 ballots take a second and more).
 *
 * @param holders whose ballots were given or changed, where that is known; left out: whoever's
 */
export function countPoll(
  services: CountingServices,
  matterId: number,
  now: Date,
  holders?: readonly number[],
): Promise<Counted> {
  return inTransaction(services.db, async (tx) => {
    const poll = await lockPollToCount(tx, matterId);
    // Whoever counts now does not see what was committed after it began; a poll that is over is never asked for again.
    if (typeof poll === "string") return { shown: false, more: poll === "busy", participants: 0 };
    return { ...(await countIn(services, tx, poll, now, holders)), participants: poll.support_count };
  });
}

type Step = Omit<Counted, "participants">;

async function countIn(
  services: CountingServices,
  tx: Tx,
  poll: CountingPoll,
  now: Date,
  holders: readonly number[] | undefined,
): Promise<Step> {
  if (poll.state !== "open") {
    await endTurnout(tx, poll);
    await endPoll(services, tx, poll, now);
    return { shown: true, more: false };
  }
  if (!poll.may_change) return countAndForget(services, tx, poll);
  return poll.results === "live" ? countChanges(services, tx, poll, holders) : { shown: false, more: false };
}

/** Some of the ballots that wait: `limit` of them, those of `holders` where it says whose. */
interface Taken {
  holders: readonly number[] | undefined;
  limit: number;
  /** Of a roll, those of `holders` that stand for a person. */
  people?: ReadonlySet<number>;
}

/** Which of the ballots that wait may be counted now: of five people at least, and five are left. Null: too few wait. */
async function takeSome(
  tx: Tx,
  { id, definition }: CountingPoll,
  holders?: readonly number[],
): Promise<Taken | null> {
  if (isByRoll(definition)) {
    // Who acted for an entry of a roll is not its holder: all that wait are looked at.
    const entries = await drawEntries(tx, id, { fewest: FEWEST_TOGETHER, most: BATCH });
    if (entries.length === 0) return null;
    const people = entries.flatMap((entry) => (entry.stands_for_person ? [entry.holder_id] : []));
    return {
      holders: entries.map((entry) => entry.holder_id),
      limit: entries.length,
      people: new Set(people),
    };
  }
  const waiting = await countWaiting(tx, id, holders, BATCH + FEWEST_TOGETHER);
  const limit = Math.min(BATCH, waiting - FEWEST_TOGETHER);
  return limit < FEWEST_TOGETHER ? null : { holders, limit };
}

async function* inTurns<T>(ballots: readonly T[]): AsyncGenerator<T> {
  for (const [index, ballot] of ballots.entries()) {
    if (index > 0 && index % OPENED_A_TURN === 0) await nextTurn();
    yield ballot;
  }
}

async function countAndForget(services: CountingServices, tx: Tx, poll: CountingPoll): Promise<Step> {
  const { id, definition } = poll;
  const taken = await takeSome(tx, poll);
  if (!taken) return { shown: false, more: false };
  const key = await keyOf(services, poll);
  const counter = new Counter(definition, openTally(key, poll));
  const ballots = await listUncounted(tx, id, taken.holders, taken.limit);
  const answers: Answers[] = [];
  for await (const ballot of inTurns(ballots)) {
    const said = openOne(key, id, isByRoll(definition), ballot.holder_id, ballot.sealed);
    counter.add(said, { facts: factsOf(services.seal, ballot), isPerson: ballot.stands_for_person });
    answers.push(said);
  }
  const texts = textsOf(definition, answers);
  const sealed = texts.map(({ question, body }) => {
    const textId = randomUUID();
    return { id: textId, question, sealed: sealText(key, poll, textId, body) };
  });
  await insertSealedTexts(tx, id, sealed);
  await deleteBallots(
    tx,
    id,
    ballots.map(({ holder_id }) => holder_id),
  );
  const shown = poll.results === "live" ? totalsOf(definition, counter.tally) : null;
  await keepCounted(tx, id, { tally: sealTally(key, id, counter.tally), shown });
  return { shown: shown !== null, more: taken.limit >= BATCH };
}

async function countChanges(
  services: CountingServices,
  tx: Tx,
  poll: CountingPoll,
  holders: readonly number[] | undefined,
): Promise<Step> {
  const { id, definition } = poll;
  const taken = await takeSome(tx, poll, holders);
  if (!taken) return { shown: false, more: false };
  const ballots = await listChanged(tx, id, taken.holders, taken.limit);
  const key = await keyOf(services, poll);
  const counter = new Counter(definition, openTally(key, poll));
  for await (const { holder_id, sealed, counted_sealed } of inTurns(ballots)) {
    const open = (one: Buffer) => openOne(key, id, isByRoll(definition), holder_id, one);
    const isPerson = taken.people?.has(holder_id) ?? true;
    if (counted_sealed) counter.add(open(counted_sealed), { isPerson, by: -1 });
    counter.add(open(sealed), { isPerson });
  }
  await markCounted(tx, id, ballots);
  await keepCounted(tx, id, {
    tally: sealTally(key, id, counter.tally),
    shown: totalsOf(definition, counter.tally),
  });
  return { shown: true, more: taken.limit >= BATCH };
}
