import { homeOf } from "#app/domain/space/home.ts";
import { translator } from "#app/i18n/server.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Pusher, PushOutcome } from "#app/platform/web-push.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { deletePush, forgetPushDevice, type PushRow, putOffPush, takePushes } from "#db/queries/push.ts";
import { findSpaceById, findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { openPushTarget } from "./push-devices.ts";
import { pathOfLine, sayLine } from "./say-line.ts";

/** Sent at once; a service has some seconds for each. */
const BATCH = 20;
const DAY_MS = 24 * 60 * 60_000;
const FIRST_WAIT_MS = 30_000;
const MOST_ATTEMPTS = 8;

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
  let full = true;
  while (full && !signal.aborted)
    full = await inTransaction(db, async (tx) => {
      const waiting = await takePushes(tx, now, BATCH);
      const sent = await Promise.all(waiting.map((push) => sendOne(tx, delivery, push, now)));
      for (const [index, push] of waiting.entries())
        await settle(tx, push, sent[index] ?? { is: "later" }, now);
      return waiting.length === BATCH;
    });
  if (full) await inTransaction(db, (tx) => enqueue(tx, "deliver-push", {}, "deliver-push"));
}

async function sendOne(
  tx: Tx,
  { seal, pusher, origin }: PushDelivery,
  push: PushRow,
  now: Date,
): Promise<PushOutcome> {
  if (now.getTime() - push.created_at.getTime() > DAY_MS) return { is: "refused" };
  const target = openPushTarget(seal, push);
  if (!target) return { is: "gone" };
  const space = await findSpaceById(tx, push.space_id);
  const home = await findSpaceOfMatter(tx, push.matter_id);
  if (!space || !home) return { is: "refused" };
  const { language, title, kind, matter_kind, address } = push;
  const text = JSON.stringify({
    title: [...title].slice(0, 100).join(""),
    body: sayLine(push, translator(language, space.kind), language),
    url: pathWithin(homeOf(origin, home), pathOfLine(kind, matter_kind, address)),
    tag: `${push.space_id}-${push.event_seq}`,
    lang: language,
  });
  return pusher.send(target, text, `${push.space_id}-${push.event_seq}`);
}

/** Without the origin: a device opens pages of its own portal alone. */
const pathWithin = (home: string, path: string): string => {
  const { pathname, hash } = new URL(home + path);
  return pathname + hash;
};

async function settle(tx: Tx, push: PushRow, outcome: PushOutcome, now: Date): Promise<void> {
  if (outcome.is === "gone") return forgetPushDevice(tx, push.device_id);
  if (outcome.is !== "later" || push.attempts + 1 >= MOST_ATTEMPTS) return deletePush(tx, push);
  const wait = Math.max(FIRST_WAIT_MS * 2 ** push.attempts, (outcome.seconds ?? 0) * 1000);
  const retryAt = new Date(now.getTime() + wait);
  await putOffPush(tx, push, retryAt);
  await enqueue(
    tx,
    "deliver-push",
    {},
    `deliver-push/${Math.ceil(retryAt.getTime() / FIRST_WAIT_MS)}`,
    retryAt,
  );
}
