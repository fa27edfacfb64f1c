import { z } from "zod";
import type { DataKeys } from "#app/domain/data-keys.ts";
import { PortalError } from "#app/domain/errors.ts";
import { line, parseInput } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { findDrive } from "#db/queries/drives.ts";
import {
  countEntries,
  insertPersonalRead,
  listPaperLines,
  listReadsOfSigner,
} from "#db/queries/personal-reads.ts";
import { findSignature, listSignatures } from "#db/queries/signatures.ts";
import { findCouncilOffice } from "#db/queries/spaces.ts";
import type { PersonalReadScope } from "#db/tables/list.ts";
import { inTransaction } from "#db/transaction.ts";
import { requireClerk } from "./lock-for-clerk.ts";

/**
 * The only door to names, birth dates and addresses of signers: for a stated purpose, and each look is a row of
 * `personal_read` that was written before anything is shown.
 */
const entrySchema = z.object({
  name: z.string(),
  birthDate: z.string().nullable(),
  address: z.string().nullable(),
  district: z.string().nullable(),
  /** Of a line on paper: what was typed, by the cells in which something else was read of it, or nothing. */
  typed: z.record(z.string(), z.string()).optional(),
});
export type SignerEntry = z.output<typeof entrySchema>;

export interface ListEntry extends SignerEntry {
  /** Where it was signed: online, or on a sheet's line. */
  from: { person: number } | { sheet: number; line: number };
  signedAt: Date | null;
}

export interface Reading {
  spaceId: number;
  matterId: number;
  readerId: number;
  purpose: string;
  at: Date;
}

const PAGE = 500;

/** What sealed data is bound to: it cannot be moved to another row. */
export const signerLabel = (matterId: number, personId: number) => `drive/${matterId}/person/${personId}`;
const paperLabel = (matterId: number, sheetId: number, lineNumber: number) =>
  `drive/${matterId}/sheet/${sheetId}/line/${lineNumber}`;

/** Seals what was entered from a line of paper. */
export const sealPaperLine = (
  key: DataKey,
  matterId: number,
  sheetId: number,
  lineNumber: number,
  entry: SignerEntry,
): Buffer => key.seal(JSON.stringify(entrySchema.parse(entry)), paperLabel(matterId, sheetId, lineNumber));

/** For the portal itself, which compares people; nothing of it is shown. Undefined: the data was deleted. */
export const openPaperLine = (
  key: DataKey,
  matterId: number,
  { sheet_id, line, sealed }: { sheet_id: number; line: number; sealed: Buffer | null },
): SignerEntry | undefined => (sealed ? open(key, sealed, paperLabel(matterId, sheet_id, line)) : undefined);

/** As {@link openPaperLine}. */
export const openSignature = (
  key: DataKey,
  matterId: number,
  personId: number,
  sealed: Buffer,
): SignerEntry => open(key, sealed, signerLabel(matterId, personId));

const open = (key: DataKey, sealed: Buffer, label: string): SignerEntry =>
  entrySchema.parse(JSON.parse(key.open(sealed, label)));

/**
 * One signer's entry.
 *
 * @throws PortalError "not-found" when they did not sign, or the data was deleted; "invalid-input" without a purpose;
 *   as {@link requireClerk}
 */
export async function readSigner(
  db: Database,
  keys: DataKeys,
  reading: Reading,
  personId: number,
): Promise<SignerEntry> {
  const { sealed, key } = await inTransaction(db, async (tx) => {
    const key = await keyForReading(tx, keys, reading);
    const signature = await findSignature(tx, reading.matterId, personId);
    if (!signature) throw new PortalError("not-found");
    await recordRead(tx, reading, "signature", personId, 1);
    return { sealed: signature.sealed, key };
  });
  return openSignature(key, reading.matterId, personId, sealed);
}

/**
 * Lines on paper, such as those of the queue of doubtful ones; of one sheet, or of all.
 *
 * @throws as {@link readSigner}
 */
export async function readPaperLines(
  db: Database,
  keys: DataKeys,
  reading: Reading,
  which: { sheetId?: number; lines?: { sheetId: number; line: number }[]; states?: readonly string[] },
): Promise<ListEntry[]> {
  const { rows, key } = await inTransaction(db, async (tx) => {
    const key = await keyForReading(tx, keys, reading);
    const rows = await listPaperLines(tx, reading.matterId, which);
    await recordRead(tx, reading, "paper-line", null, rows.length);
    return { rows, key };
  });
  return rows.flatMap((row) => paperEntry(key, reading.matterId, row));
}

/**
 * The whole list, online first and then on paper, a page at a time so that it can be streamed whatever its length.
 * The look is recorded, and committed, before the first entry is read.
 *
 * @returns the number of the look, for `list_export`, and the entries
 * @throws as {@link readSigner}
 */
export async function readList(
  db: Database,
  keys: DataKeys,
  reading: Reading,
  scope: Extract<PersonalReadScope, "list" | "export">,
): Promise<{ readId: number; entries: AsyncGenerator<ListEntry> }> {
  const { readId, key } = await inTransaction(db, async (tx) => {
    const key = await keyForReading(tx, keys, reading);
    const readId = await recordRead(tx, reading, scope, null, await countEntries(tx, reading.matterId));
    return { readId, key };
  });
  return { readId, entries: entriesOf(db, key, reading.matterId) };
}

async function* entriesOf(db: Queryable, key: DataKey, matterId: number): AsyncGenerator<ListEntry> {
  for (let after = 0; ; ) {
    const page = await listSignatures(db, matterId, after, PAGE);
    for (const { person_id, sealed, signed_at } of page)
      yield {
        ...openSignature(key, matterId, person_id, sealed),
        from: { person: person_id },
        signedAt: signed_at,
      };
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last.person_id;
  }
  for (let after: { sheetId: number; line: number } | undefined; ; ) {
    const page = await listPaperLines(db, matterId, { states: ["counted"] }, { after, limit: PAGE });
    for (const row of page) yield* paperEntry(key, matterId, row);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { sheetId: last.sheet_id, line: last.line };
  }
}

function paperEntry(
  key: DataKey,
  matterId: number,
  row: { sheet_id: number; line: number; sealed: Buffer | null },
): ListEntry[] {
  const entry = openPaperLine(key, matterId, row);
  return entry ? [{ ...entry, from: { sheet: row.sheet_id, line: row.line }, signedAt: null }] : [];
}

/** Who looked at a signer's entry, alone or with the whole list, newest first: office, when, what for. */
export async function readLooksAt(db: Queryable, matterId: number, personId: number) {
  const rows = await listReadsOfSigner(db, matterId, personId);
  return rows.map(({ name, purpose, scope, at }) => ({ office: name, purpose, scope, at: at.toISOString() }));
}

/**
 * The key under which what is read is sealed, for who may read it.
 *
 * @throws PortalError "not-found" for no such drive, or when its data was deleted; as {@link requireClerk}
 */
export async function keyForReading(
  tx: Tx,
  keys: DataKeys,
  { spaceId, matterId, readerId, at }: Reading,
): Promise<DataKey> {
  const drive = await findDrive(tx, spaceId, matterId);
  if (drive) await requireClerk(tx, { spaceId, matterId, clerkId: readerId, at }, "drive.read-personal");
  const key = drive && !drive.data_deleted_at ? await keys.of(drive.data_key_id) : undefined;
  if (!key) throw new PortalError("not-found");
  return key;
}

/**
 * Writes a look into the record, for a stated purpose.
 *
 * @returns its number
 * @throws PortalError "invalid-input" without a purpose
 */
export async function recordRead(
  tx: Tx,
  { spaceId, matterId, readerId, purpose, at }: Reading,
  scope: PersonalReadScope,
  subject: number | null,
  entries: number,
): Promise<number> {
  const office = await findCouncilOffice(tx, spaceId);
  // A space without the office that keeps signatures has nobody who may look at them.
  if (!office) throw new PortalError("not-permitted");
  const stated = parseInput(z.object({ purpose: line({ min: 2, max: 500 }) }), { purpose });
  const read = await insertPersonalRead(tx, {
    matter_id: matterId,
    reader_id: readerId,
    office_id: office.id,
    purpose: stated.purpose,
    scope,
    subject,
    entries,
    at,
  });
  const data = { read, scope, entries };
  await appendToLedger(tx, [{ spaceId, matterId, kind: "personal-data-read", at, data }]);
  return read;
}
