import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Database, Queryable } from "#db/client.ts";
import { addReplyTo, findDuty, insertReply } from "#db/queries/duties.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { DECISIONS, isReplyKind } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";

export const REPLY_LIMITS = { min: 2, max: 20_000 };

export const replySchema = z.object({
  body: text(REPLY_LIMITS),
  decision: choice(DECISIONS),
  /** How many replies the writer saw; when there are more by now, nothing is added. Absent: add in any case. */
  expectedReplies: z.preprocess(
    // A form sends text. Not coerced: that would take null, true and [] for numbers.
    (value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
    z.int32().min(0).optional(),
  ),
});
type ReplyInput = z.output<typeof replySchema>;

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
 * Publishes a reply of the office that owes it. The first meets the duty; later ones are further versions.
 *
 * @returns the version
 * @throws PortalError "not-found", "not-permitted", or "changed-meanwhile" when somebody replied meanwhile
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
    const counted = await addReplyTo(tx, dutyId, input.expectedReplies ?? duty.replies, now);
    if (!counted) throw new PortalError("changed-meanwhile");
    const version = counted.replies;
    await insertReply(tx, {
      duty_id: dutyId,
      version,
      decision: input.decision,
      body: input.body,
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
          office: duty.office_code,
          text: hashText(input.body),
        },
      },
    ]);
    return { version, matterId: duty.matter_id };
  });
}
