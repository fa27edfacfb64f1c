import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { Tx } from "#db/client.ts";
import { findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { changePaperLine, findPaperLine, listOnlineHashes, listPaperHashes } from "#db/queries/paper.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines } from "./count-paper.ts";
import type { PaperServices } from "./enter-sheet.ts";
import { requireNotLeading } from "./not-leading.ts";
import { againstTwice, isPaperReason, type PaperReason } from "./paper-match.ts";
import { rekeyDrive } from "./rekey-drive.ts";
import { UNDECIDED_STATES } from "./undecided-states.ts";

export interface LineDecision {
  spaceId: number;
  matterId: number;
  clerkId: number;
  sheetId: number;
  line: number;
  /** How it stood when it was looked at. */
  from: Exclude<PaperLineState, "superseded">;
  decision: { state: "counted" } | { state: "refused"; reason: PaperReason };
  at: Date;
}

/**
 * Decides on a line. One that shall count still does not when its signer counts already, online or on another line.
 *
 * @returns how it stands now, and the drive's signatures
 * @throws PortalError "changed-meanwhile" when it stood otherwise; "matter-not-open" once the drive was decided on;
 *   "not-permitted" for a drive that the clerk leads
 */
export async function decideLine(services: PaperServices, decision: LineDecision) {
  const { spaceId, matterId, clerkId, sheetId, line, from, at } = decision;
  await rekeyDrive(services, spaceId, matterId, at);
  return inTransaction(services.db, async (tx) => {
    const matter = await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    if (!matter || !drive) throw new PortalError("not-found");
    await requireNotLeading(tx, drive.matter_id, clerkId);
    if (!UNDECIDED_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const found = await findPaperLine(tx, matterId, sheetId, line);
    if (!found) throw new PortalError("not-found");
    const { state, reasons } = await outcomeOf(tx, decision, found);
    const change = { state, reasons, by: clerkId, at };
    if (!(await changePaperLine(tx, { sheetId, line, from }, change)))
      throw new PortalError("changed-meanwhile");
    const step = Number(state === "counted") - Number(from === "counted");
    const steps = step === 0 ? [] : [step > 0 ? (1 as const) : (-1 as const)];
    const { count, ledger } = await countPaperLines(tx, matter, steps, at);
    await appendToLedger(tx, ledger);
    return { state, reasons, count };
  });
}

async function outcomeOf(
  tx: Tx,
  { matterId, sheetId, line, decision }: LineDecision,
  found: { match_hash: Buffer | null; reasons: string[] },
): Promise<{ state: "counted" | "refused"; reasons: PaperReason[] }> {
  if (decision.state === "refused") return { state: "refused", reasons: [decision.reason] };
  const hashes = found.match_hash ? [found.match_hash] : [];
  const online = (await listOnlineHashes(tx, matterId, hashes)).length > 0;
  const paper = (await listPaperHashes(tx, matterId, hashes)).some(
    (other) => other.state === "counted" && (other.sheet_id !== sheetId || other.line !== line),
  );
  const twice = againstTwice({ online, paper: paper ? "counted" : null });
  if (twice.length > 0) return { state: "refused", reasons: twice };
  // What stood against it is kept beside the decision: the desk shows that it was looked at.
  return { state: "counted", reasons: found.reasons.filter(isPaperReason) };
}
