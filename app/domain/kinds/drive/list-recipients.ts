import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { line, parseInput } from "#app/domain/input.ts";
import { encrypterFor, fingerprintOf } from "#app/platform/age.ts";
import type { Database, Queryable } from "#db/client.ts";
import {
  confirmRecipient,
  endRecipient,
  insertRecipient,
  listRecipients,
} from "#db/queries/list-recipients.ts";
import { inTransaction } from "#db/transaction.ts";
import { type ByClerk, requirePost } from "./lock-for-clerk.ts";

/**
 * To whom lists go: kept on file, so that nobody sends one to a key that they typed themselves. A second clerk confirms
 * each, after comparing the fingerprint with its holder by another way than the one the key came.
 */
const recipientSchema = z.object({
  name: line({ min: 2, max: 100 }),
  key: line({ min: 1, max: 200 }),
});

type ByClerkOfSpace = Omit<ByClerk, "matterId">;

/** Those on file; `mine`: added by who asks, so that another must confirm it. */
export async function readRecipients(db: Queryable, spaceId: number, personId: number) {
  const rows = await listRecipients(db, spaceId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    key: row.key,
    fingerprint: fingerprintOf(row.key),
    addedBy: row.added_by_name,
    addedAt: row.added_at.toISOString(),
    confirmedBy: row.confirmed_by_name,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    mine: row.added_by === personId,
  }));
}

/** @throws PortalError "invalid-input" when it is no age key, or is on file already; as {@link requirePost} */
export async function addRecipient(db: Database, by: ByClerkOfSpace, input: unknown): Promise<void> {
  const { name, key: typed } = parseInput(recipientSchema, input);
  const key = typed.toLowerCase();
  if (!encrypterFor(key))
    throw new PortalError("invalid-input", { faults: [{ field: "key", code: "not-a-key" }] });
  const { spaceId: space_id, clerkId: added_by, at: added_at } = by;
  return inTransaction(db, async (tx) => {
    await requirePost(tx, by, "drive.read-personal");
    if (!(await insertRecipient(tx, { space_id, name, key, added_by, added_at })))
      throw new PortalError("invalid-input", { faults: [{ field: "key", code: "unchanged" }] });
  });
}

/** @throws PortalError "changed-meanwhile" for one's own, one that is confirmed or gone; as {@link requirePost} */
export function confirmListRecipient(db: Database, by: ByClerkOfSpace & { id: number }): Promise<void> {
  return inTransaction(db, async (tx) => {
    await requirePost(tx, by, "drive.read-personal");
    if (!(await confirmRecipient(tx, by, by.clerkId, by.at))) throw new PortalError("changed-meanwhile");
  });
}

/** No list goes there any more; those that went stay on record. @throws as {@link confirmListRecipient} */
export function endListRecipient(db: Database, by: ByClerkOfSpace & { id: number }): Promise<void> {
  return inTransaction(db, async (tx) => {
    await requirePost(tx, by, "drive.read-personal");
    if (!(await endRecipient(tx, by, by.at))) throw new PortalError("changed-meanwhile");
  });
}
