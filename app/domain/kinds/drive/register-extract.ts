import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import { isWholeName } from "#app/platform/person-name.ts";
import { restingWork } from "#app/platform/rest.ts";
import type { RowFault } from "#app/platform/table.ts";
import type { Tx } from "#db/client.ts";
import { changePaperLines, listLinesToRecheck } from "#db/queries/paper-lines.ts";
import { listOnline, listPaperHashes } from "#db/queries/paper-meetings.ts";
import {
  countRegister,
  deleteRegister,
  hasFormerRegister,
  listRegistered,
  lockRegister,
  upsertRegister,
} from "#db/queries/register.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { readBirthDate } from "./birth-date.ts";
import { countPaperLines, type PaperChange } from "./count-paper.ts";
import { type CsvColumn, openClerkFile, readFlag, rowsOfFile, type ToldRows, tell } from "./csv-columns.ts";
import { ENTRY_STATES, type PaperFileServices } from "./enter-sheet.ts";
import { getDrive } from "./get-drive.ts";
import { type ByClerk, lockForClerk, requireClerk } from "./lock-for-clerk.ts";
import { hex } from "./match-lines.ts";
import { districtKey } from "./paper-line.ts";
import { againstRegister, againstTwice, isPaperReason, REGISTER_REASONS, stateOf } from "./paper-match.ts";
import { recordMeetings } from "./record-meetings.ts";
import { rekeyDrive } from "./rekey-drive.ts";

const NEEDED = ["name", "birthDate"] as const satisfies CsvColumn[];
const BATCH = 1_000;

/** Why a row of an extract is not in it. */
export type RowUnread = RowFault | "name" | "birthDate" | "eligible";

export interface RegisterUpload extends ByClerk {
  /** `replace`: what was there before goes; `add`: a further part of the same extract. */
  mode: "replace" | "add";
  districts: ReadonlyMap<string, string>;
}

export interface RegisterReport {
  /** People in the extract now. */
  people: number;
  unreadable: ToldRows<{ row: number; why: RowUnread }>;
  /** Lines that stand otherwise now than before. */
  changed: number;
  /** The drive's signatures afterwards. */
  count: number;
}

/**
 * Takes an extract of the register, to compare lines on paper with: each person becomes a keyed hash at once, and no
 * name or birth date of it is kept anywhere. The file is read whole before the drive is locked. Lines that were
 * entered before are compared anew, those that somebody decided on are left alone. All of it or nothing.
 *
 * Its people are written before the drive's lock is taken: nobody sees them until the commit, and lines that are entered
 * meanwhile are compared under the lock, which is held for that alone. Two uploads of one drive wait for each other.
 *
 * @param file a table as {@link openClerkFile} reads it: name, birth date, and if it has them district, eligible
 * @throws PortalError "invalid-input" for a missing column, too many rows, or a part of an extract whose first part is
 *   of before (see {@link hasFormerRegister}); "matter-not-open"; as {@link lockForClerk}
 */
export async function uploadRegister(
  services: PaperFileServices,
  file: Uint8Array,
  { mode, districts, ...by }: RegisterUpload,
): Promise<RegisterReport> {
  const { spaceId, matterId, at } = by;
  await getDrive(services.db, spaceId, matterId);
  await requireClerk(services.db, by, "drive.paper");
  const { people, unreadable } = await readExtract(services, matterId, file, districts, at);
  await rekeyDrive(services, spaceId, matterId, at);
  return inTransaction(services.db, async (tx) => {
    await lockRegister(tx, matterId);
    if (mode === "replace") await deleteRegister(tx, matterId);
    // Lines are known by their new keys alone and would all seem to be missing in it.
    else if (await hasFormerRegister(tx, matterId, KEY_VERSION))
      throw new PortalError("invalid-input", { faults: [{ field: "mode", code: "former-extract" }] });
    const rest = restingWork();
    for (let from = 0; from < people.length; from += BATCH) {
      await upsertRegister(tx, matterId, KEY_VERSION, people.slice(from, from + BATCH));
      await rest();
    }
    const { matter, drive } = await lockForClerk(tx, by, "drive.paper");
    if (drive.data_deleted_at) throw new PortalError("not-found");
    const open = ENTRY_STATES.includes(drive.state);
    if (!open && drive.state !== "handed-in" && drive.state !== "inspection" && drive.state !== "deciding")
      throw new PortalError("matter-not-open");
    const { changes, met } = await recheck(tx, matterId);
    const registered = await countRegister(tx, matterId);
    await recordMeetings(tx, by, met);
    const count = await countPaperLines(tx, matter, changes, { at, by: null });
    return { people: registered, unreadable, changed: changes.length, count };
  });
}

async function readExtract(
  services: Pick<PaperFileServices, "matcher" | "decode">,
  matterId: number,
  file: Uint8Array,
  districts: ReadonlyMap<string, string>,
  at: Date,
) {
  const { matcher } = services;
  const today = seoulDay(at);
  const unreadable: RegisterReport["unreadable"] = { rows: [], count: 0 };
  const people: Parameters<typeof upsertRegister>[3] = [];
  for await (const { row, fault, cell } of rowsOfFile(await openClerkFile(services, file, NEEDED))) {
    const name = cell("name");
    const birthDate = readBirthDate(cell("birthDate"), today);
    const eligible = readFlag(cell("eligible"));
    const why: RowUnread | false =
      fault ??
      (((!isWholeName(name) || name.length > 100) && "name") ||
        (birthDate === null && "birthDate") ||
        (eligible === undefined && "eligible"));
    if (why || birthDate === null || eligible === undefined) tell(unreadable, { row, why: why || "name" });
    else
      people.push({
        hash: matcher.hash(matterId, name, birthDate),
        district: districts.get(districtKey(cell("district"))) ?? null,
        eligible,
      });
  }
  return { people, unreadable };
}

/**
 * Compares every line that nobody decided on with the register as it is now, a page of lines at a time: so many
 * statements a page, whatever changes on it. Nobody signs meanwhile.
 *
 * @returns also whose signatures online were met
 */
async function recheck(tx: Tx, matterId: number): Promise<{ changes: PaperChange[]; met: number[] }> {
  const changes: PaperChange[] = [];
  const met: number[] = [];
  const compared = (await countRegister(tx, matterId)) > 0;
  for (let after = { sheetId: 0, line: 0 }; ; ) {
    const page = await listLinesToRecheck(tx, matterId, after, BATCH);
    const rows = await differing(tx, matterId, page, compared);
    const twice = await signersOf(tx, matterId, rows);
    const changed = rows.map(({ row, own, reasons }) => {
      // Nothing stands against it any more: unless its signer came to count elsewhere meanwhile.
      const other = reasons.length === 0 ? twice.of(row) : { reasons: [], met: [] };
      met.push(...other.met);
      const all = [...reasons, ...other.reasons];
      const wasTwice = own.includes("signed-online") || own.includes("signed-on-paper");
      const state = wasTwice && row.state !== "counted" ? row.state : stateOf(all, null);
      twice.note(row, state);
      return {
        sheetId: row.sheet_id,
        sheet: row.sheet,
        line: row.line,
        before: row.state,
        state,
        reasons: all,
      };
    });
    await changePaperLines(tx, changed);
    changes.push(...changed);
    const last = page.at(-1);
    if (!last || page.length < BATCH) return { changes, met };
    after = { sheetId: last.sheet_id, line: last.line };
  }
}

type Line = Awaited<ReturnType<typeof listLinesToRecheck>>[number];

/** The lines against which something else stands now. */
async function differing(tx: Tx, matterId: number, page: readonly Line[], compared: boolean) {
  const hashes = page.flatMap((row) => (row.match_hash ? [row.match_hash] : []));
  const register = new Map(
    (await listRegistered(tx, matterId, hashes)).map((row) => [hex(row.match_hash), row]),
  );
  return page.flatMap((row) => {
    if (!row.match_hash) return [];
    const found = register.get(hex(row.match_hash)) ?? null;
    const own = row.reasons.filter(isPaperReason).filter((reason) => !REGISTER_REASONS.has(reason));
    const reasons = [...own, ...againstRegister(compared ? found : undefined, row.district)];
    return reasons.join() === row.reasons.join() ? [] : [{ row, own, reasons }];
  });
}

/** Where the signers of these lines count, as far as the lines before have changed. */
async function signersOf(tx: Tx, matterId: number, rows: readonly { row: Line }[]) {
  const hashes = rows.flatMap(({ row }) => (row.match_hash ? [row.match_hash] : []));
  const online = new Map<string, number[]>();
  for (const { match_hash, person_id } of await listOnline(tx, matterId, hashes))
    online.set(hex(match_hash), [...(online.get(hex(match_hash)) ?? []), person_id]);
  const placeOf = ({ sheet_id, line }: { sheet_id: number; line: number }) => `${sheet_id}/${line}`;
  const counted = new Map<string, string>();
  for (const one of await listPaperHashes(tx, matterId, hashes))
    if (one.state === "counted") counted.set(hex(one.match_hash), placeOf(one));
  return {
    of(row: Line) {
      const key = row.match_hash ? hex(row.match_hash) : "";
      const people = online.get(key) ?? [];
      const there = counted.get(key);
      const isOther = there !== undefined && there !== placeOf(row);
      return {
        reasons: againstTwice({ online: people.length > 0, paper: isOther ? "counted" : null }),
        met: people,
      };
    },
    note(row: Line, state: PaperLineState) {
      const key = row.match_hash ? hex(row.match_hash) : "";
      if (state === "counted") counted.set(key, placeOf(row));
      else if (counted.get(key) === placeOf(row)) counted.delete(key);
    },
  };
}
