import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, parseInput, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Database, Queryable } from "#db/client.ts";
import { addReplyTo, findDuty, insertReply } from "#db/queries/duties.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { DECISIONS, isReplyKind } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";
import { isInterim, nextDayOf } from "./interim.ts";

export const REPLY_LIMITS = { min: 2, max: 20_000 };
/** What the desk asks of a reply that meets a duty: two words are no reason. Programs keep the contract's own minimum. */
export const FINAL_REPLY_MIN = 30;

export const replySchema = z.object({
  body: text(REPLY_LIMITS),
  decision: choice(DECISIONS),
  /** Of one that studies it further: the day in Seoul, YYYY-MM-DD, on which the next comes. */
  nextDate: z.preprocess(
    // What a form leaves empty is not said.
    (value) => (value === "" ? undefined : value),
    z.string({ error: "not-text" }).optional(),
  ),
  /** How many replies the writer saw; when there are more by now, nothing is added. Absent: add in any case. */
  expectedReplies: z.preprocess(
    // A form sends text. Not coerced: that would take null, true and [] for numbers.
    (value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.int32().min(0).optional(),
  ),
});
/** What a preview shows. */
export const previewSchema = replySchema.pick({ body: true });
type ReplyInput = z.output<typeof replySchema>;

/**
 * What stands in the desk's form, for a person who decides: a day where it is studied further, a reason where it is not.
 *
 * @throws PortalError "invalid-input"
 */
export function parseDeskReply(typed: unknown): ReplyInput {
  const input = parseInput(replySchema, typed);
  if (isInterim(input.decision)) {
    if (input.nextDate === undefined)
      throw new PortalError("invalid-input", { faults: [{ field: "nextDate", code: "required" }] });
  } else parseInput(z.object({ body: text({ ...REPLY_LIMITS, min: FINAL_REPLY_MIN }) }), input);
  return input;
}

/** A duty, for who may reply to it. @throws PortalError "not-found", "not-permitted" */
export async function dutyToReplyTo(db: Queryable, viewer: Viewer, spaceId: number, dutyId: number) {
  const duty = await findDuty(db, spaceId, dutyId);
  if (!duty) throw new PortalError("not-found");
  // What the law asks of the council is met by an act.
  if (!isReplyKind(duty.kind)) throw new PortalError("not-permitted");
  if (!may(viewer, "duty.reply", { space: spaceId, office: duty.office_id }))
    throw new PortalError("not-permitted");
  return duty;
}

/**
 * Publishes a reply of the office that owes it. The first that is final meets the duty; one that studies it further says
 * when the next comes, and leaves it owed as it was. All are versions.
 *
 * @returns the version
 * @throws PortalError "not-found", "not-permitted", "invalid-input" where it cannot be put off like that, or "changed-meanwhile" when
 *   somebody replied meanwhile
 */
export function publishReply(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  dutyId: number,
  input: ReplyInput,
  now: Date,
): Promise<{ version: number; matterId: number }> {
  return inTransaction(db, async (tx) => {
    const duty = await dutyToReplyTo(tx, viewer, spaceId, dutyId);
    const next = nextDayOf(input, duty.interim_replies, now);
    if ("fault" in next) throw new PortalError("invalid-input", { faults: [next.fault] });
    const { day } = next;
    // Before the duty was met nothing was decided, whatever was studied.
    const { latest_decision: last } = duty;
    const from = duty.met_at !== null && last !== input.decision ? last : null;
    const counted = await addReplyTo(tx, dutyId, input.expectedReplies ?? duty.replies, day !== null, now);
    if (!counted) throw new PortalError("changed-meanwhile");
    const version = counted.replies;
    await insertReply(tx, {
      duty_id: dutyId,
      version,
      decision: input.decision,
      body: input.body,
      next_on: day,
      author_id: viewer.personId,
      published_at: now,
    });
    await noteSearchChanges(tx, [
      { kind: "reply", id: dutyId },
      { kind: duty.matter_kind, id: duty.matter_id },
    ]);
    await enqueue(tx, "tell-reply", { dutyId, version, afterSerial: 0 });
    await appendToLedger(tx, [
      {
        spaceId,
        matterId: duty.matter_id,
        kind: "replied",
        at: now,
        data: {
          duty: dutyId,
          version,
          decision: input.decision,
          ...(from !== null && { from }),
          ...(day !== null && { nextDate: day }),
          office: duty.office_code,
          text: hashText(input.body),
        },
      },
    ]);
    return { version, matterId: duty.matter_id };
  });
}
