import { createHash } from "node:crypto";
import { PortalError } from "#app/domain/errors.ts";
import type { Seal } from "#app/platform/seal.ts";
import { isPushTarget, type PushTarget } from "#app/platform/web-push.ts";
import type { Database, Queryable } from "#db/client.ts";
import { deletePushDevice, listPushDevices, upsertPushDevice } from "#db/queries/push.ts";
import { lockPerson } from "#db/queries/saved-searches.ts";
import { inTransaction } from "#db/transaction.ts";

const MOST_DEVICES = 20;

/** A device that is told by push messages, as its owner's page lists it. */
export interface PushDevice {
  id: number;
  /** Such as "Firefox, Android"; null: unknown. */
  device: string | null;
  since: string;
}

export async function readPushDevices(db: Queryable, personId: number): Promise<PushDevice[]> {
  const rows = await listPushDevices(db, personId);
  return rows.map(({ id, device, created_at }) => ({ id, device, since: created_at.toISOString() }));
}

const labelOf = (hash: Buffer): string => `push_device/sealed/${hash.toString("hex")}`;

/**
 * Has a device told from now on. Of twenty the one that asked first goes.
 *
 * @throws PortalError "bad-request" for what no browser says, or is no public address
 */
export async function addPushDevice(
  { db, seal }: { db: Database; seal: Seal },
  personId: number,
  target: PushTarget,
  from: { device: string | null; sessionId: string | undefined },
  now: Date,
): Promise<void> {
  if (!isPushTarget(target)) throw new PortalError("bad-request");
  const { endpoint, p256dh, auth } = target;
  const hash = createHash("sha256").update(endpoint).digest();
  await inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    await upsertPushDevice(tx, {
      person_id: personId,
      endpoint_hash: hash,
      sealed: seal.close(JSON.stringify({ endpoint, p256dh, auth }), labelOf(hash)),
      device: from.device,
      session_id: from.sessionId ?? null,
      created_at: now,
    });
    const devices = await listPushDevices(tx, personId);
    for (const { id } of devices.slice(MOST_DEVICES)) await deletePushDevice(tx, personId, id);
  });
}

export const removePushDevice = (db: Queryable, personId: number, id: number): Promise<void> =>
  deletePushDevice(db, personId, id);

/** Where a device is reached; undefined: it was sealed with a key that is not here any more. */
export function openPushTarget(
  seal: Seal,
  { endpoint_hash, sealed }: { endpoint_hash: Buffer; sealed: Buffer },
): PushTarget | undefined {
  try {
    const opened: Partial<PushTarget> = JSON.parse(seal.open(sealed, labelOf(endpoint_hash)));
    const { endpoint = "", p256dh = "", auth = "" } = opened;
    return { endpoint, p256dh, auth };
  } catch {
    return undefined;
  }
}
