import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { CsvFault, decodeText, readCsv } from "#app/platform/csv.ts";
import type { Tx } from "#db/client.ts";
import {
  changePaperLine,
  countRegister,
  deleteRegister,
  listLinesToRecheck,
  listOnline,
  listPaperHashes,
  listRegistered,
  lockRegister,
  upsertRegister,
} from "#db/queries/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines } from "./count-paper.ts";
import { type CsvColumn, columnsOf, readFlag } from "./csv-columns.ts";
import { ENTRY_STATES, type PaperServices } from "./enter-sheet.ts";
import { getDrive } from "./get-drive.ts";
import { type ByClerk, lockForClerk, requireClerk } from "./lock-for-clerk.ts";
import { readBirthDate } from "./paper-line.ts";
import { againstRegister, againstTwice, isPaperReason, REGISTER_REASONS, stateOf } from "./paper-match.ts";
import { recordMeetings } from "./record-meetings.ts";

const NEEDED = ["name", "birthDate"] as const satisfies CsvColumn[];
const BATCH = 1_000;
const MOST_TOLD = 50;

export interface RegisterUpload extends ByClerk {
  /** `replace`: what was there before goes; `add`: a further part of the same extract. */
  mode: "replace" | "add";
  districts: ReadonlyMap<string, string>;
}

export interface RegisterReport {
  /** People in the extract now. */
  people: number;
  unreadable: { rows: number[]; count: number };
  /** Lines that stand otherwise now than before. */
  changed: number;
  /** The drive's signatures afterwards. */
  count: number;
}

/**
 * Takes an extract of the register, to compare lines on paper with: each person becomes a keyed hash at once, and no
 * name or birth date of it is kept anywhere. Lines that were entered before are compared anew, those that somebody
 * decided on are left alone. All of it or nothing.
 *
 * The file is read and hashed before the transaction, and its people are written before the drive's lock is taken:
 * nobody sees them until the commit, and lines that are entered meanwhile are compared under the lock, which is held
 * for that alone. Two uploads of one drive wait for each other.
 *
 * @param file UTF-8 or CP949, with a head: name, birth date, and if it has them district, eligible
 * @throws PortalError "invalid-input" for a missing column or what is no CSV; "matter-not-open"; as
 *   {@link lockForClerk}
 */
export async function uploadRegister(
  services: Pick<PaperServices, "db" | "matcher">,
  file: Uint8Array,
  { mode, districts, ...by }: RegisterUpload,
): Promise<RegisterReport> {
  const { spaceId, matterId, at } = by;
  await getDrive(services.db, spaceId, matterId);
  await requireClerk(services.db, by, "drive.paper");
  const { people, unreadable } = await readExtract(services, matterId, file, districts);
  return inTransaction(services.db, async (tx) => {
    await lockRegister(tx, matterId);
    if (mode === "replace") await deleteRegister(tx, matterId);
    for (let from = 0; from < people.length; from += BATCH)
      await upsertRegister(tx, matterId, people.slice(from, from + BATCH));
    const { matter, drive } = await lockForClerk(tx, by, "drive.paper");
    if (drive.data_deleted_at) throw new PortalError("not-found");
    const open = ENTRY_STATES.includes(drive.state);
    if (!open && drive.state !== "handed-in" && drive.state !== "inspection" && drive.state !== "deciding")
      throw new PortalError("matter-not-open");
    const { change, changed } = await recheck(tx, by);
    const { count, ledger } = await countPaperLines(tx, matter, change, at);
    await appendToLedger(tx, ledger);
    return { people: await countRegister(tx, matterId), unreadable, changed, count };
  });
}

type Registered = Parameters<typeof upsertRegister>[2];

async function readExtract(
  { matcher }: Pick<PaperServices, "matcher">,
  matterId: number,
  file: Uint8Array,
  districts: ReadonlyMap<string, string>,
): Promise<{ people: Registered; unreadable: RegisterReport["unreadable"] }> {
  const unreadable: RegisterReport["unreadable"] = { rows: [], count: 0 };
  let cell: ReturnType<typeof columnsOf> | undefined;
  const people: Registered = [];
  let row = 0;
  try {
    for await (const cells of readCsv(decodeText(file))) {
      row += 1;
      if (!cell) {
        cell = columnsOf(cells, NEEDED);
        continue;
      }
      const name = cell(cells, "name");
      const birthDate = readBirthDate(cell(cells, "birthDate"));
      const eligible = readFlag(cell(cells, "eligible"));
      if (!name || name.length > 100 || birthDate === null || eligible === undefined) {
        unreadable.count += 1;
        if (unreadable.rows.length < MOST_TOLD) unreadable.rows.push(row);
        continue;
      }
      const place = cell(cells, "district").normalize("NFKC").replace(/\s+/g, "").toLowerCase();
      people.push({
        hash: matcher.hash(matterId, name, birthDate),
        district: districts.get(place) ?? null,
        eligible,
      });
    }
  } catch (error) {
    if (error instanceof CsvFault)
      throw new PortalError("invalid-input", { faults: [{ field: "file", code: "not-text" }] });
    throw error;
  }
  if (!cell) throw new PortalError("invalid-input", { faults: [{ field: "file", code: "required" }] });
  return { people, unreadable };
}

/** Compares every line that nobody decided on with the register as it is now. */
async function recheck(tx: Tx, by: ByClerk): Promise<{ change: (1 | -1)[]; changed: number }> {
  const { matterId, at } = by;
  const change: (1 | -1)[] = [];
  let changed = 0;
  const compared = (await countRegister(tx, matterId)) > 0;
  for (let after = { sheetId: 0, line: 0 }; ; ) {
    const page = await listLinesToRecheck(tx, matterId, after, BATCH);
    const hashes = page.flatMap((row) => (row.match_hash ? [row.match_hash] : []));
    const register = new Map(
      (await listRegistered(tx, matterId, hashes)).map((row) => [row.match_hash.toString("hex"), row]),
    );
    for (const row of page) {
      if (!row.match_hash) continue;
      const found = register.get(row.match_hash.toString("hex")) ?? null;
      const own = row.reasons.filter(isPaperReason).filter((reason) => !REGISTER_REASONS.has(reason));
      const reasons = [...own, ...againstRegister(compared ? found : undefined, row.district)];
      if (reasons.join() === row.reasons.join()) continue;
      const twice = own.includes("signed-online") || own.includes("signed-on-paper");
      // Nothing stands against it any more: unless its signer came to count elsewhere meanwhile.
      if (reasons.length === 0) reasons.push(...(await twiceOf(tx, by, row)));
      const state = twice && row.state !== "counted" ? row.state : stateOf(reasons, null);
      const place = { sheetId: row.sheet_id, line: row.line, from: row.state };
      await changePaperLine(tx, place, { state, reasons, by: null, at });
      changed += 1;
      if (state === "counted" && row.state !== "counted") change.push(1);
      if (state !== "counted" && row.state === "counted") change.push(-1);
    }
    const last = page.at(-1);
    if (!last || page.length < BATCH) return { change, changed };
    after = { sheetId: last.sheet_id, line: last.line };
  }
}

async function twiceOf(
  tx: Tx,
  by: ByClerk,
  row: { sheet_id: number; line: number; match_hash: Buffer | null },
) {
  const hashes = row.match_hash ? [row.match_hash] : [];
  const { matterId } = by;
  const online = await listOnline(tx, matterId, hashes);
  await recordMeetings(
    tx,
    by,
    online.map(({ person_id }) => person_id),
  );
  const paper = (await listPaperHashes(tx, matterId, hashes)).some(
    ({ state, sheet_id, line }) => state === "counted" && (sheet_id !== row.sheet_id || line !== row.line),
  );
  return againstTwice({ online: online.length > 0, paper: paper ? "counted" : null });
}
