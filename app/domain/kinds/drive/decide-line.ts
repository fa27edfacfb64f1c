import { PortalError } from "#app/domain/errors.ts";
import type { Tx } from "#db/client.ts";
import { changePaperLine, findPaperLine, putTwinsInDoubt } from "#db/queries/paper-lines.ts";
import { listOnline, listPaperHashes } from "#db/queries/paper-meetings.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines, twinInDoubt } from "./count-paper.ts";
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
    const { state, reasons, met } = await outcomeOf(tx, decision, found);
    const change = { state, reasons, by: clerkId, at };
    if (!(await changePaperLine(tx, { sheetId, line, from }, change)))
      throw new PortalError("changed-meanwhile");
    await recordMeetings(tx, decision, met);
    const twins =
      from === "counted" && state !== "counted" && found.match_hash
        ? await putTwinsInDoubt(tx, matterId, found.match_hash, { sheetId, line })
        : [];
    const decided = { sheetId, sheet: found.sheet, line, before: from, state, reasons };
    const by = services.matcher.mark(matterId, clerkId);
    const count = await countPaperLines(tx, matter, [decided, ...twins.map(twinInDoubt)], { at, by });
    return { state, reasons, count };
  });
}

async function outcomeOf(
  tx: Tx,
  decided: LineDecision,
  found: { match_hash: Buffer | null; reasons: string[] },
): Promise<{ state: "counted" | "refused"; reasons: PaperReason[]; met: number[] }> {
  const { matterId, sheetId, line, decision } = decided;
  if (decision.state === "refused") return { state: "refused", reasons: [decision.reason], met: [] };
  const hashes = found.match_hash ? [found.match_hash] : [];
  const online = await listOnline(tx, matterId, hashes);
  const met = online.map(({ person_id }) => person_id);
  const paper = (await listPaperHashes(tx, matterId, hashes)).some(
    (other) => other.state === "counted" && (other.sheet_id !== sheetId || other.line !== line),
  );
  const twice = againstTwice({ online: online.length > 0, paper: paper ? "counted" : null });
  if (twice.length > 0) return { state: "refused", reasons: twice, met };
  // What stood against it is kept beside the decision: the desk shows that it was looked at.
  return { state: "counted", reasons: found.reasons.filter(isPaperReason), met };
}
