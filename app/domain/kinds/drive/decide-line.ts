import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Tx } from "#db/client.ts";
import {
  changePaperLine,
  findPaperLine,
  listOnline,
  listPaperHashes,
  putTwinsInDoubt,
} from "#db/queries/paper.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines } from "./count-paper.ts";
import type { PaperServices } from "./enter-sheet.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { againstTwice, isPaperReason, type PaperReason } from "./paper-match.ts";
import { recordMeetings } from "./record-meetings.ts";
import { rekeyDrive } from "./rekey-drive.ts";
import { UNDECIDED_STATES } from "./undecided-states.ts";

export interface LineDecision extends ByClerk {
  sheetId: number;
  line: number;
  /** How it stood when it was looked at. */
  from: Exclude<PaperLineState, "superseded">;
  decision: { state: "counted" } | { state: "refused"; reason: PaperReason };
}

/**
 * Decides on a line. One that shall count still does not when its signer counts already, online or on another line.
 *
 * @returns how it stands now, and the drive's signatures
 * @throws PortalError "changed-meanwhile" when it stood otherwise; "matter-not-open" once the drive was decided on;
 *   "not-found"; as {@link lockForClerk}
 */
export async function decideLine(services: PaperServices, decision: LineDecision) {
  const { spaceId, matterId, clerkId, sheetId, line, from, at } = decision;
  await rekeyDrive(services, spaceId, matterId, at);
  return inTransaction(services.db, async (tx) => {
    const { matter, drive } = await lockForClerk(tx, decision, "drive.paper");
    if (!UNDECIDED_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const found = await findPaperLine(tx, matterId, sheetId, line);
    if (!found) throw new PortalError("not-found");
    const { state, reasons } = await outcomeOf(tx, decision, found);
    const change = { state, reasons, by: clerkId, at };
    if (!(await changePaperLine(tx, { sheetId, line, from }, change)))
      throw new PortalError("changed-meanwhile");
    if (from === "counted" && state !== "counted" && found.match_hash)
      await putTwinsInDoubt(tx, matterId, found.match_hash, { sheetId, line });
    const step = Number(state === "counted") - Number(from === "counted");
    const steps = step === 0 ? [] : [step > 0 ? (1 as const) : (-1 as const)];
    const { count, ledger } = await countPaperLines(tx, matter, steps, at);
    await appendToLedger(tx, ledger);
    return { state, reasons, count };
  });
}

async function outcomeOf(
  tx: Tx,
  decided: LineDecision,
  found: { match_hash: Buffer | null; reasons: string[] },
): Promise<{ state: "counted" | "refused"; reasons: PaperReason[] }> {
  const { matterId, sheetId, line, decision } = decided;
  if (decision.state === "refused") return { state: "refused", reasons: [decision.reason] };
  const hashes = found.match_hash ? [found.match_hash] : [];
  const online = await listOnline(tx, matterId, hashes);
  await recordMeetings(
    tx,
    decided,
    online.map(({ person_id }) => person_id),
  );
  const paper = (await listPaperHashes(tx, matterId, hashes)).some(
    (other) => other.state === "counted" && (other.sheet_id !== sheetId || other.line !== line),
  );
  const twice = againstTwice({ online: online.length > 0, paper: paper ? "counted" : null });
  if (twice.length > 0) return { state: "refused", reasons: twice };
  // What stood against it is kept beside the decision: the desk shows that it was looked at.
  return { state: "counted", reasons: found.reasons.filter(isPaperReason) };
}
