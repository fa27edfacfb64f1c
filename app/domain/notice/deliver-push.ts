import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { homeOf } from "#app/domain/space/home.ts";
import { translator } from "#app/i18n/server.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Pusher, PushOutcome } from "#app/platform/web-push.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { deletePush, forgetPushDevice, type PushRow, putOffPush, takePushes } from "#db/queries/push.ts";
import { findSpaceById } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { openPushTarget } from "./push-devices.ts";
import { pathOfLine, sayLine } from "./say-line.ts";

/** Sent at once; a service has some seconds for each. */
const BATCH = 20;
const FIRST_WAIT_MS = 30_000;
const MOST_ATTEMPTS = 8;
const LATER: PushOutcome = { is: "later" };
/** With a title of 100 letters below the 4,096 bytes that a service must take (RFC 8030, 7.2). */
const LONGEST_BODY = 600;

type Space = NonNullable<Awaited<ReturnType<typeof findSpaceById>>>;

interface PushDelivery {
  db: Database;
  seal: Seal;
  pusher: Pusher;
  /** Of the portal. */
  origin: string;
}

/**
 * Sends what waits for devices, some at once, and forgets each in the transaction in which its service took it. Killed
 * between the two it is sent again, under the same tag: the device shows it once. A device that takes no more is forgotten
 * with all that waits for it; a service that is busy is asked later, for as long as it is news.
 */
export async function deliverPush(delivery: PushDelivery, now: Date, signal: AbortSignal): Promise<void> {
  const { db } = delivery;
  const silent = new Set<string>();
  let full = true;
  while (full && !signal.aborted)
    full = await inTransaction(db, async (tx) => {
      const waiting = await takePushes(tx, now, BATCH);
      const spaces = new Map<number, Space>();
      for (const id of new Set(waiting.map((push) => push.space_id))) {
        const space = await findSpaceById(tx, id);
        if (space) spaces.set(id, space);
      }
      const sent = await Promise.all(
        waiting.map((push) =>
          sendOne(delivery, push, spaces.get(push.space_id), silent, now).catch(() => LATER),
        ),
      );
      const later = new Map<string, Date>();
      for (const [index, push] of waiting.entries()) {
        const retryAt = await settle(tx, push, sent[index] ?? LATER, now);
        if (retryAt) later.set(`deliver-push/${Math.ceil(retryAt.getTime() / FIRST_WAIT_MS)}`, retryAt);
      }
      for (const [key, retryAt] of later) await enqueue(tx, "deliver-push", {}, key, retryAt);
      return waiting.length === BATCH;
    });
  if (full) await inTransaction(db, (tx) => enqueue(tx, "deliver-push", {}, "deliver-push"));
}

async function sendOne(
  { seal, pusher, origin }: PushDelivery,
  push: PushRow,
  space: Space | undefined,
  /** Services that gave no answer in this run: what waits for them is put off unasked, so that others need not wait. */
  silent: Set<string>,
  now: Date,
): Promise<PushOutcome> {
  if (now.getTime() - push.created_at.getTime() > DAY_MS) return { is: "refused" };
  const target = openPushTarget(seal, push);
  if (!target) return { is: "gone" };
  const service = new URL(target.endpoint).origin;
  if (silent.has(service)) return LATER;
  if (!space) return { is: "refused" };
  const { language, title, matter_kind, address } = push;
  const text = JSON.stringify({
    title: [...title].slice(0, 100).join(""),
    body: sayLine(push, translator(language, space.kind), language).slice(0, LONGEST_BODY),
    url: pathWithin(homeOf(origin, space), pathOfLine(push, matter_kind, address)),
    tag: `${push.space_id}-${push.event_seq}`,
    lang: language,
  });
  const outcome = await pusher.send(target, text, `${push.space_id}-${push.event_seq}`);
  if (outcome.is === "later" && outcome.seconds === undefined) silent.add(service);
  return outcome;
}

/** Without the origin: a device opens pages of its own portal alone. */
const pathWithin = (home: string, path: string): string => {
  const { pathname, hash } = new URL(home + path);
  return pathname + hash;
};

/** @returns when it is to be sent again; undefined: never */
async function settle(tx: Tx, push: PushRow, outcome: PushOutcome, now: Date): Promise<Date | undefined> {
  if (outcome.is === "gone") {
    await forgetPushDevice(tx, push.device_id);
    return undefined;
  }
  if (outcome.is !== "later" || push.attempts + 1 >= MOST_ATTEMPTS) {
    await deletePush(tx, push);
    return undefined;
  }
  const wait = Math.max(FIRST_WAIT_MS * 2 ** push.attempts, (outcome.seconds ?? 0) * 1000);
  const retryAt = new Date(now.getTime() + wait);
  await putOffPush(tx, push, retryAt);
  return retryAt;
}
