import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { forgetSentIn, submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { addReplyTo, findDuty, insertReply } from "#db/queries/duties.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import type { Decision } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";

export const DECISIONS = [
  "will-do",
  "partly",
  "under-study",
  "cannot",
] as const satisfies readonly Decision[];
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
  if (duty.step !== null) throw new PortalError("not-permitted");
  if (!may(viewer, "duty.reply", { space: spaceId, office: duty.office_id }))
    throw new PortalError("not-permitted");
  return duty;
}

/**
 * Publishes a reply of the office that owes it. The first meets the duty; later ones are further versions, and the same
 * by the same officer once more is the one that is there.
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
  const { body, decision } = input;
  return inTransaction(db, async (tx) => {
    const duty = await dutyToReplyTo(tx, viewer, spaceId, dutyId);
    const sent = {
      personId: viewer.personId,
      act: "reply",
      about: dutyId,
      content: [body, decision],
    } as const;
    const version = await submitOnce(tx, sent, now, () => publish(tx, duty));
    return { version, matterId: duty.matter_id };
  });

  async function publish(tx: Tx, duty: Awaited<ReturnType<typeof dutyToReplyTo>>): Promise<number> {
    const counted = await addReplyTo(tx, dutyId, input.expectedReplies ?? duty.replies, now);
    if (!counted) throw new PortalError("changed-meanwhile");
    const version = counted.replies;
    // Back to an earlier text is a version of its own.
    await forgetSentIn(tx, { act: "reply", about: dutyId });
    await insertReply(tx, {
      duty_id: dutyId,
      version,
      decision,
      body,
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
        data: { duty: dutyId, version, decision, office: duty.office_code },
      },
    ]);
    return version;
  }
}
