import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Queryable, Tx } from "#db/client.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { findDriveRole } from "#db/queries/drive-lists.ts";
import { type DriveRow, endDriveMatterByList, findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { hashList, insertFrozenList, listFrozenLists } from "#db/queries/frozen-lists.ts";
import { markListed } from "#db/queries/paper-lines.ts";
import { countWaiting } from "#db/queries/paper-waiting.ts";
import { inTransaction } from "#db/transaction.ts";
import { perform } from "./act.ts";
import { deleteDataAt, endOfStep } from "./calendar.ts";
import type { PaperServices } from "./enter-sheet.ts";
import { getDrive } from "./get-drive.ts";
import { matchWaiting } from "./match-sheets.ts";
import { countMissingDistricts } from "./missing-districts.ts";
import type { Act } from "./procedure.ts";
import { tellOffice } from "./tell-office.ts";

/** Why a list cannot be handed in now; undefined: it can. */
export type HandInObstacle = "not-now" | "too-few" | "districts-missing";

/**
 * The act by which a drive's list is handed in where it stands, and what is in its way. Once the window ended, lines
 * on paper that the clerk has not decided yet count for the doubt: a slow desk must not let a drive lapse.
 *
 * @param paper.doubtful lines on paper that wait for the clerk, of whatever district
 * @param paper.waiting lines that are not matched yet: all of them may count, until they are
 * @param missing districts that have too few
 */
function handInOf(
  drive: Pick<DriveRow, "state" | "support_count" | "required" | "definition" | "days_off" | "closes_at">,
  { doubtful, waiting }: { doubtful: number; waiting: number },
  missing: number,
  now: Date,
): { act: Extract<Act, "hand-in" | "hand-in-again"> } | { obstacle: HandInObstacle } {
  const { state, support_count, required, definition, closes_at } = drive;
  const { handInDays } = definition.windows;
  if (handInDays === null) return { obstacle: "not-now" };
  // Its last day is the law's, whether or not the job that ends it has run.
  const last =
    state === "shortfall" ? closes_at : endOfStep(drive, "hand-in", closes_at, { days: handInDays });
  if (now > last) return { obstacle: "not-now" };
  switch (state) {
    case "collecting":
      if (support_count + waiting < required) return { obstacle: "too-few" };
      return missing > waiting ? { obstacle: "districts-missing" } : { act: "hand-in" };
    case "collected":
      if (support_count + doubtful + waiting < required) return { obstacle: "too-few" };
      return missing > doubtful + waiting ? { obstacle: "districts-missing" } : { act: "hand-in" };
    case "shortfall":
      return { act: "hand-in-again" };
    default:
      return { obstacle: "not-now" };
  }
}

async function requireLeading(db: Queryable, matterId: number, personId: number): Promise<void> {
  const role = await findDriveRole(db, matterId, personId);
  if (role !== "representative" && role !== "co-representative") throw new PortalError("not-permitted");
}

/**
 * How handing in stands, for those who lead the drive: what is in its way, and the list that was handed in last.
 *
 * @throws PortalError "not-found"; "not-permitted" for who does not lead the drive
 */
export async function readHandIn(
  db: Queryable,
  spaceId: number,
  matterId: number,
  personId: number,
  now: Date,
) {
  const drive = await getDrive(db, spaceId, matterId);
  await requireLeading(db, matterId, personId);
  const [lists, { doubtful }, waiting, missing] = await Promise.all([
    listFrozenLists(db, matterId),
    countPaper(db, matterId),
    countWaiting(db, matterId),
    countMissingDistricts(db, drive),
  ]);
  const way = handInOf(drive, { doubtful, waiting }, missing, now);
  return {
    drive,
    obstacle: "obstacle" in way ? way.obstacle : null,
    doubtful,
    waiting,
    missing,
    last: lists.at(-1) ?? null,
  };
}

interface ListToHandIn {
  spaceId: number;
  matterId: number;
  personId: number;
  at: Date;
}

interface DriveToHandIn {
  drive: DriveRow;
  act: Extract<Act, "hand-in" | "hand-in-again">;
}

/** More than once only when the clerk enters lines meanwhile. */
const ATTEMPTS = 5;

/**
 * Hands the list in: from now on nothing is added or taken back, and the ledger holds the hash of the list as it
 * stands. Possible once enough have signed, in enough districts where the law asks for that; a list that came back for a shortfall, as it stands.
 * Paper that waits is matched first, if the list can be handed in with all of it: what was entered by now is in the list,
 * and asking for the list is no way to learn what becomes of lines before their day is over.
 *
 * @throws PortalError "not-permitted" for who does not lead the drive; "not-ready" with too few signatures;
 *   "changed-meanwhile" when it was handed in already, or the clerk enters paper at this moment
 */
export async function handIn(
  services: PaperServices,
  list: ListToHandIn,
  home: string,
): Promise<{ round: number; count: number; hash: Buffer }> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const handedIn = await inTransaction(services.db, async (tx) => {
      const drive = await lockToHandIn(tx, list);
      return (await countWaiting(tx, list.matterId)) > 0 ? undefined : freeze(tx, drive, list, home);
    });
    if (handedIn) return handedIn;
    // Not in that transaction: it would hold the ledger while it goes on to letters and jobs.
    await matchWaiting(services, list, list.at);
  }
  throw new PortalError("changed-meanwhile");
}

/** The drive under its lock, for who leads it, if its list can be handed in with all that waits. */
async function lockToHandIn(
  tx: Tx,
  { spaceId, matterId, personId, at }: ListToHandIn,
): Promise<DriveToHandIn> {
  const matter = await lockDriveMatter(tx, spaceId, matterId);
  const drive = await findDrive(tx, spaceId, matterId);
  if (!matter || !drive) throw new PortalError("not-found");
  await requireLeading(tx, matterId, personId);
  const { doubtful } = await countPaper(tx, matterId);
  const waiting = await countWaiting(tx, matterId);
  const way = handInOf(drive, { doubtful, waiting }, await countMissingDistricts(tx, drive), at);
  if ("obstacle" in way)
    throw new PortalError(way.obstacle === "not-now" ? "changed-meanwhile" : "not-ready");
  return { drive, act: way.act };
}

async function freeze(
  tx: Tx,
  { drive, act }: DriveToHandIn,
  { spaceId, matterId, at }: ListToHandIn,
  home: string,
): Promise<{ round: number; count: number; hash: Buffer }> {
  const { keepData } = drive.definition;
  await perform(tx, matterId, act, "representative", {
    handed_in_at: at,
    ...(keepData.after === "handed-in" && { delete_data_at: deleteDataAt(drive.definition, at) }),
  });
  await endDriveMatterByList(tx, matterId, at);
  const round = (await listFrozenLists(tx, matterId)).length + 1;
  const { online, paper, hash } = await hashList(tx, matterId);
  const count = online + paper;
  await tellOffice(tx, drive, { kind: "handed-in", count, round }, home, at);
  const [seq] = await appendToLedger(tx, [
    {
      spaceId,
      matterId,
      kind: "handed-in",
      at,
      data: { round, count, online, paper, list: hash.toString("hex") },
    },
  ]);
  if (seq === undefined) throw new Error("The ledger took no line.");
  await markListed(tx, matterId, round);
  await insertFrozenList(tx, {
    matter_id: matterId,
    space_id: spaceId,
    round,
    online,
    paper,
    hash,
    event_seq: seq,
    frozen_at: at,
  });
  return { round, count, hash };
}

/** Whether the list still is what was handed in last: until lines are refused, or the data is deleted, it is. */
export async function isListAsHandedIn(db: Queryable, matterId: number): Promise<boolean | null> {
  const last = (await listFrozenLists(db, matterId)).at(-1);
  if (!last) return null;
  return (await hashList(db, matterId)).hash.equals(last.hash);
}
