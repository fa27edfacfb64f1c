import { randomUUID } from "node:crypto";
import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import { openDuty } from "#app/domain/duty/open-duty.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import type { Tx } from "#db/client.ts";
import { deleteBallotDrafts, lockOutSavers } from "#db/queries/ballot-drafts.ts";
import { deleteBallots, listBallots } from "#db/queries/ballots.ts";
import { forgetDeclines } from "#db/queries/draws.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { destroyDataKey } from "#db/queries/keys.ts";
import { deleteReminders } from "#db/queries/poll-reminders.ts";
import { listSealedTexts, publishTexts } from "#db/queries/poll-texts.ts";
import { type CountingPoll, keepCounted } from "#db/queries/polls.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import type { PollShown } from "#db/tables/poll-definition.ts";
import { fixDraw } from "./fix-draw.ts";
import { likenessOf } from "./likeness.ts";
import {
  type CountingServices,
  factsOf,
  isByRoll,
  keyOf,
  openOne,
  openTally,
  openText,
  textsOf,
} from "./opened-ballots.ts";
import { resultOf } from "./results.ts";
import { Counter } from "./tally.ts";

const PAGE = 2_000;
/** How long the office has to say what follows. */
const FOLLOW_UP_DAYS = 30;
/** The step of a poll from which on that is owed. */
const FOLLOW_UP = "follow-up";

/**
 * Ends a poll that is closed: counts what is left, publishes the result with its hash in the ledger, opens the duty to say
 * what follows and has who took part and who asked told, fixes among whom gifts are drawn, deletes every ballot and draft and destroys
 * the key that they were under; one that was withdrawn only forgets, and has them told that. All of it in the transaction
 * it is given, under the lock of who counts. Its matter takes no more ballots.
 */
export async function endPoll(
  services: CountingServices,
  tx: Tx,
  poll: CountingPoll,
  now: Date,
): Promise<void> {
  const { id, space_id: spaceId, data_key_id, state } = poll;
  const shown = state === "withdrawn" ? null : await countToTheEnd(services, tx, poll);
  await deleteBallots(tx, id);
  if (!shown) await publishTexts(tx, id, []);
  await keepCounted(tx, id, { tally: null, shown, counted_at: now });
  // After the poll's row is written: who saves after these reads that it is over.
  await lockOutSavers(tx, id);
  await deleteBallotDrafts(tx, id);
  await destroyDataKey(tx, data_key_id, now);
  services.dataKeys.forget(data_key_id);
  await noteSearchChanges(tx, [{ kind: "poll", id }]);
  if (poll.purpose === "mock") await deleteReminders(tx, id);
  else
    await enqueue(tx, shown ? "tell-poll-result" : "tell-poll-withdrawn", { matterId: id, afterSerial: 0 });
  const lines = shown ? await linesOf(tx, poll, shown, now) : [];
  if (shown) lines.push(...(await fixDraw(tx, services.receiptKey, poll)));
  else await forgetDeclines(tx, id);
  await appendToLedger(
    tx,
    lines.map((line) => ({ spaceId, matterId: id, at: now, ...line })),
  );
}

async function linesOf(tx: Tx, poll: CountingPoll, shown: PollShown, now: Date): Promise<LedgerLine[]> {
  const result: LedgerLine = {
    kind: "poll-closed",
    data: { participants: shown.participants, text: hashTexts(shown) },
  };
  if (poll.purpose === "mock") return [result];
  const duty = await openDuty(tx, poll, {
    cause: { threshold_code: null, step: FOLLOW_UP },
    kind: "poll-follow-up",
    office: { id: poll.office_id, code: poll.office_code },
    openedAt: now,
    dueAt: endOfPeriod(poll.closes_at, { days: FOLLOW_UP_DAYS }),
    article: null,
  });
  return [result, duty];
}

interface WrittenText {
  question: string;
  body: string;
}

async function countToTheEnd(services: CountingServices, tx: Tx, poll: CountingPoll): Promise<PollShown> {
  const { id, definition, may_change } = poll;
  const key = await keyOf(services, poll);
  // Where ballots can be changed all of them are here: the live totals are counted anew, in every breakdown.
  const counter = new Counter(definition, may_change ? undefined : openTally(key, poll));
  const texts = await openTexts(tx, key, id);
  for (let after = 0; ; ) {
    const ballots = await listBallots(tx, id, after, PAGE);
    const answers = ballots.map((ballot) => {
      const said = openOne(key, id, isByRoll(definition), ballot.holder_id, ballot.sealed);
      counter.add(said, { facts: factsOf(services.seal, ballot), isPerson: ballot.stands_for_person });
      return said;
    });
    texts.push(...textsOf(definition, answers));
    const last = ballots.at(-1);
    if (!last || ballots.length < PAGE) break;
    after = last.holder_id;
  }
  const groups = await publish(tx, id, texts);
  const result = resultOf(definition, counter.tally);
  return {
    ...result,
    questions: result.questions.map((question) => {
      const count = groups.get(question.id);
      return count === undefined ? question : { ...question, groups: count };
    }),
  };
}

async function openTexts(tx: Tx, key: DataKey, matterId: number): Promise<WrittenText[]> {
  const sealed = await listSealedTexts(tx, matterId);
  return sealed.map(({ id, question, sealed: text }) => ({
    question,
    body: openText(key, matterId, id, text),
  }));
}

/** @returns of each question with texts, how many different ones there are */
async function publish(
  tx: Tx,
  matterId: number,
  texts: readonly WrittenText[],
): Promise<Map<string, number>> {
  const groups = new Map<string, number>();
  const rows: { id: string; question: string; body: string; likeness: number | null }[] = [];
  for (const question of new Set(texts.map((text) => text.question))) {
    const bodies = texts.filter((text) => text.question === question).map(({ body }) => body);
    const likeness = likenessOf(bodies);
    const alone = likeness.filter((group) => group === null).length;
    groups.set(question, alone + new Set(likeness.filter((group) => group !== null)).size);
    // A new number for each, and stored in the order of these: nothing is left of the order in which they came.
    for (const [index, body] of bodies.entries())
      rows.push({ id: randomUUID(), question, body, likeness: likeness[index] ?? null });
  }
  await publishTexts(tx, matterId, rows);
  return groups;
}
