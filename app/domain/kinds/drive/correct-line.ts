import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, line, parseInput } from "#app/domain/input.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import { correctPaperLine, findPaperLine, putTwinsInDoubt } from "#db/queries/paper-lines.ts";
import type { PaperLineState } from "#db/tables/paper.ts";
import { inTransaction } from "#db/transaction.ts";
import { countPaperLines, twinInDoubt } from "./count-paper.ts";
import type { PaperServices } from "./enter-sheet.ts";
import { getDrive } from "./get-drive.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { matchLines } from "./match-lines.ts";
import { readLine, type TypedLine } from "./paper-line.ts";
import { isPaperReason, type PaperReason } from "./paper-match.ts";
import { sealPaperLine } from "./personal.ts";
import { recordMeetings } from "./record-meetings.ts";
import { rekeyDrive } from "./rekey-drive.ts";
import { UNDECIDED_STATES } from "./undecided-states.ts";

const correctionSchema = z.object({
  /** `matched`: as the register and the other signatures say. */
  outcome: choice(["matched", "counted", "refused"]),
  reason: z.string().default("other"),
  note: line({ min: 2, max: 500 }),
});

export interface LineCorrection extends ByClerk {
  sheetId: number;
  /** As it was when it was looked at. */
  version: number;
  /** How it should read, whole. */
  typed: TypedLine;
  input: unknown;
  districts: ReadonlyMap<string, string>;
}

/**
 * Corrects a line that was entered, whatever became of it: what was typed, whether it counts, or both; after an
 * objection was upheld too. What stood before is kept as a version. Its person counts once, however it is corrected:
 * the line is met with every signature online and every other line of the same person under the drive's lock, and the
 * index `paper_line_once` refuses the rest. Another line of the person that it stood for before goes to the queue.
 *
 * @returns how it stands now, and the drive's signatures
 * @throws PortalError "changed-meanwhile" when somebody else changed it; "matter-not-open" once the drive was decided
 *   on; "invalid-input" without a note, or for an unknown reason; "not-found"; as {@link lockForClerk}
 */
export async function correctLine(
  services: PaperServices,
  { sheetId, version, typed, input, districts, ...by }: LineCorrection,
): Promise<{ state: PaperLineState; reasons: PaperReason[]; count: number }> {
  const { spaceId, matterId, clerkId, at } = by;
  const asked = parseInput(correctionSchema, input);
  if (asked.outcome === "refused" && !isPaperReason(asked.reason))
    throw new PortalError("invalid-input", { faults: [{ field: "reason", code: "unknown-choice" }] });
  const known = await getDrive(services.db, spaceId, matterId);
  const key = await services.dataKeys.of(known.data_key_id);
  if (!key) throw new PortalError("not-found");
  await rekeyDrive(services, spaceId, matterId, at);
  const read = readLine(typed, districts, known.definition.eligibility.minAge, at);

  return inTransaction(services.db, async (tx) => {
    const { matter, drive } = await lockForClerk(tx, by, "drive.paper");
    if (!UNDECIDED_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const place = { sheetId, line: typed.line };
    const found = await findPaperLine(tx, matterId, sheetId, typed.line);
    if (!found) throw new PortalError("not-found");
    const { rows, met } = await matchLines(tx, services, matterId, [read], place);
    const [matched] = rows;
    if (!matched) throw new PortalError("not-found");
    const outcome = outcomeOf(asked, matched);
    const corrected = await correctPaperLine(
      tx,
      { ...place, matterId, version },
      {
        ...outcome,
        district: read.entry.district,
        sealed: sealPaperLine(key, matterId, sheetId, typed.line, read.entry),
        match_hash: matched.hash,
        key_version: KEY_VERSION,
        // What only follows from the register may change with it again.
        decided_by: asked.outcome === "matched" ? null : clerkId,
      },
      { by: clerkId, at, note: asked.note },
    );
    if (!corrected) throw new PortalError("changed-meanwhile");
    const [before, now] = [found.state === "counted", outcome.state === "counted"];
    const left = before && !(now && matched.hash && found.match_hash?.equals(matched.hash));
    const twins =
      left && found.match_hash ? await putTwinsInDoubt(tx, matterId, found.match_hash, place) : [];
    await recordMeetings(tx, by, met);
    const change = { ...place, sheet: found.sheet, before: found.state, ...outcome };
    const mark = services.matcher.mark(matterId, clerkId);
    const count = await countPaperLines(tx, matter, [change, ...twins.map(twinInDoubt)], { at, by: mark });
    return { ...outcome, count };
  });
}

function outcomeOf(
  { outcome, reason }: z.output<typeof correctionSchema>,
  matched: { state: "counted" | "doubtful" | "refused"; reasons: PaperReason[] },
): { state: "counted" | "doubtful" | "refused"; reasons: PaperReason[] } {
  if (outcome === "refused") return { state: "refused", reasons: [isPaperReason(reason) ? reason : "other"] };
  const { state, reasons } = matched;
  const twice = reasons.some((one) => one === "signed-online" || one === "signed-on-paper");
  if (outcome === "matched" || (state === "refused" && twice)) return { state, reasons };
  // What stands against it is kept beside the decision: the desk shows that it was looked at.
  return { state: "counted", reasons };
}
