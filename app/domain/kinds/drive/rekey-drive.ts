import type { DataKey } from "#app/platform/envelope.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import type { Tx } from "#db/client.ts";
import { findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { changePaperLine } from "#db/queries/paper-lines.ts";
import { listOnline, listPaperHashes } from "#db/queries/paper-meetings.ts";
import { readSheetNumbers } from "#db/queries/paper-sheets.ts";
import {
  hasKeysToRekey,
  listDrivesToRekey,
  listLinesToRekey,
  listSignaturesToRekey,
  setLineKeys,
  setSignatureKeys,
} from "#db/queries/person-keys.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines, type PaperChange } from "./count-paper.ts";
import { openPaperLine, openSignature, type SignerEntry } from "./personal.ts";
import type { SigningServices } from "./signing-services.ts";
import { UNDECIDED_STATES } from "./undecided-states.ts";

/** Short enough that nobody who signs meanwhile waits for the lock. */
const BATCH = 500;

type RekeyServices = Pick<SigningServices, "db" | "dataKeys" | "matcher">;

/**
 * Makes the keys of version 1 anew, of every drive that is not decided: by a job, and of one drive before anything is
 * compared in it.
 *
 * @returns how many drives had some
 */
export async function rekeyDrives(services: RekeyServices, at: Date): Promise<number> {
  const drives = await listDrivesToRekey(services.db, UNDECIDED_STATES);
  for (const { space_id, matter_id } of drives) await rekeyDrive(services, space_id, matter_id, at);
  return drives.length;
}

/**
 * Makes a drive's keys of version 1 anew from what is sealed, lines first and then signatures, a batch a transaction:
 * killed anywhere, it goes on with the rest. Two that were two people by the old key and are one by the new show here:
 * the line on paper goes back into doubt, for the clerk to see, and out of the count. What cannot be opened is left.
 *
 * Rejected: two keys a row for good (every comparison asks twice); the new key alone, made when a row is next written
 * (most rows never are, and their people count twice until then).
 */
export async function rekeyDrive(
  services: RekeyServices,
  spaceId: number,
  matterId: number,
  at: Date,
): Promise<void> {
  if (!(await hasKeysToRekey(services.db, matterId))) return;
  const drive = await findDrive(services.db, spaceId, matterId);
  const key = drive && (await services.dataKeys.of(drive.data_key_id));
  if (!key) return;
  const rekeying = { ...services, spaceId, matterId, key, at };
  for (let after: LinePlace | undefined = { sheetId: 0, line: 0 }; after; )
    after = await rekeyLines(rekeying, after);
  for (let after: number | undefined = 0; after !== undefined; )
    after = await rekeySignatures(rekeying, after);
}

interface LinePlace {
  sheetId: number;
  line: number;
}
type Rekeying = RekeyServices & { spaceId: number; matterId: number; key: DataKey; at: Date };

/** @returns where to go on after; undefined: that was all */
function rekeyLines(rekeying: Rekeying, after: LinePlace): Promise<LinePlace | undefined> {
  const { db, matterId, key } = rekeying;
  return inTransaction(db, async (tx) => {
    const matter = await lockDriveMatter(tx, rekeying.spaceId, matterId);
    const page = await listLinesToRekey(tx, matterId, after, BATCH);
    const last = page.at(-1);
    if (!matter || !last) return undefined;
    const rows = page.flatMap((row) => {
      const hash = hashOf(rekeying, () => openPaperLine(key, matterId, row));
      return hash ? [{ row, place: { sheetId: row.sheet_id, line: row.line }, hash }] : [];
    });
    const hashes = rows.map(({ hash }) => hash);
    const online = new Set((await listOnline(tx, matterId, hashes)).map((one) => hex(one.match_hash)));
    const counted = new Set(
      (await listPaperHashes(tx, matterId, hashes)).flatMap((one) =>
        one.state === "counted" ? [hex(one.match_hash)] : [],
      ),
    );
    const doubted: Doubted[] = [];
    for (const { row, place, hash } of rows) {
      if (row.state !== "counted") continue;
      const name = hex(hash);
      if (online.has(name)) doubted.push({ ...place, reasons: [...row.reasons, "signed-online"] });
      else if (counted.has(name)) doubted.push({ ...place, reasons: [...row.reasons, "signed-on-paper"] });
      else counted.add(name);
    }
    // Before their keys: of two lines with one key, the index lets one alone count.
    await doubt(tx, rekeying, matter, doubted);
    await setLineKeys(
      tx,
      KEY_VERSION,
      rows.map(({ place, hash }) => ({ ...place, hash })),
    );
    return page.length < BATCH ? undefined : { sheetId: last.sheet_id, line: last.line };
  });
}

function rekeySignatures(rekeying: Rekeying, after: number): Promise<number | undefined> {
  const { db, matterId, key } = rekeying;
  return inTransaction(db, async (tx) => {
    const matter = await lockDriveMatter(tx, rekeying.spaceId, matterId);
    const page = await listSignaturesToRekey(tx, matterId, after, BATCH);
    const last = page.at(-1);
    if (!matter || !last) return undefined;
    const rows = page.flatMap(({ person_id: personId, sealed }) => {
      const hash = hashOf(rekeying, () => openSignature(key, matterId, personId, sealed));
      return hash ? [{ personId, hash }] : [];
    });
    await setSignatureKeys(tx, matterId, KEY_VERSION, rows);
    const lines = await listPaperHashes(
      tx,
      matterId,
      rows.map(({ hash }) => hash),
    );
    const doubted = lines.flatMap(({ state, sheet_id, line }) =>
      state === "counted" ? [{ sheetId: sheet_id, line, reasons: ["signed-online"] }] : [],
    );
    await doubt(tx, rekeying, matter, doubted);
    return page.length < BATCH ? undefined : last.person_id;
  });
}

interface Doubted extends LinePlace {
  reasons: string[];
}

async function doubt(
  tx: Tx,
  { at }: Rekeying,
  matter: NonNullable<Awaited<ReturnType<typeof lockDriveMatter>>>,
  lines: readonly Doubted[],
): Promise<void> {
  if (lines.length === 0) return;
  for (const { sheetId, line, reasons } of lines)
    await changePaperLine(
      tx,
      { sheetId, line, from: "counted" },
      { state: "doubtful", reasons, by: null, at },
    );
  const sheets = await readSheetNumbers(tx, matter.id);
  const changes = lines.map(({ sheetId, line, reasons }): PaperChange => {
    const sheet = sheets.get(sheetId) ?? 0;
    return { sheetId, sheet, line, before: "counted", state: "doubtful", reasons };
  });
  await countPaperLines(tx, matter, changes, { at, by: null });
}

/** Undefined: it cannot be opened, or names nobody who could be compared. */
function hashOf(
  { matcher, matterId }: Rekeying,
  open: () => Pick<SignerEntry, "name" | "birthDate"> | undefined,
): Buffer | undefined {
  try {
    const entry = open();
    return entry && matcher.hash(matterId, entry.name, entry.birthDate ?? "");
  } catch {
    return undefined;
  }
}

const hex = (hash: Buffer) => hash.toString("hex");
