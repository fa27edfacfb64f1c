import { z } from "zod";
import { seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { choice, parseInput, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { said } from "#app/domain/said-schema.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Tx } from "#db/client.ts";
import { insertObjectionDecision, insertVoteObjection, listVoteObjections } from "#db/queries/votes.ts";
import { inTransaction } from "#db/transaction.ts";
import { ownCommission } from "./commission.ts";
import { voteToCount } from "./enter-counts.ts";
import type { VoteWriting } from "./vote-drafts.ts";

const objectionSchema = z.object({
  receivedOn: z
    .string({ error: "required" })
    .refine((day) => startOfSeoulDay(day) !== undefined, { error: "not-a-time" }),
  signatures: z
    .string({ error: "required" })
    .trim()
    .regex(/^[1-9]\d{0,6}$/, { error: "not-a-number" })
    .transform(Number),
});

/**
 * Records that an objection to the result was filed, as the office with which it is filed told the commission. Whether it
 * came in time and with enough signatures that office decides.
 *
 * @returns its number
 * @throws PortalError "not-permitted", "not-found"; "not-yet" before there is a result; "records-full"; "invalid-input"
 */
export async function recordObjection(
  { db, directory, viewer, now }: VoteWriting,
  id: number,
  typed: unknown,
): Promise<number> {
  ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  const { receivedOn, signatures } = parseInput(objectionSchema, typed);
  const record = async (tx: Tx) => {
    const { vote } = await voteToCount(tx, { directory, now }, id);
    if (!vote.published_at) throw new PortalError("not-yet");
    if (receivedOn > seoulDay(now) || receivedOn < vote.voting_day)
      throw new PortalError("invalid-input", { faults: [{ field: "receivedOn", code: "out-of-range" }] });
    const objection = await insertVoteObjection(tx, {
      matter_id: id,
      received_on: receivedOn,
      signatures,
      recorded_by: viewer.personId,
      recorded_at: now,
    });
    if (objection === undefined) throw new PortalError("records-full");
    const data = { objection, receivedOn, signatures };
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "vote-objection", at: now, data }]);
    return objection;
  };
  const content = [receivedOn, signatures];
  const sent = { personId: viewer.personId, act: "vote-objection", about: id, content } as const;
  return inTransaction(db, (tx) => submitOnce(tx, sent, now, () => record(tx)));
}

const decisionSchema = z.object({
  verdict: choice(["upheld", "dismissed"]),
  reasons: said({ min: 10, max: 4_000 }, text),
});

/**
 * Records what was decided on an objection, once.
 *
 * @throws PortalError "not-permitted", "not-found"; "changed-meanwhile" of one that is decided, or not there;
 *   "invalid-input"
 */
export async function recordObjectionDecision(
  { db, directory, viewer, now }: VoteWriting,
  id: number,
  objection: number,
  typed: unknown,
): Promise<void> {
  ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  const { verdict, reasons } = parseInput(decisionSchema, typed);
  return inTransaction(db, async (tx) => {
    await voteToCount(tx, { directory, now }, id);
    const known = await listVoteObjections(tx, id);
    if (!known.some(({ position }) => position === objection)) throw new PortalError("changed-meanwhile");
    const decision = { matter_id: id, position: objection, verdict, reasons };
    const by = { recorded_by: viewer.personId, recorded_at: now };
    if (!(await insertObjectionDecision(tx, { ...decision, ...by })))
      throw new PortalError("changed-meanwhile");
    const data = { objection, verdict, text: hashTexts(reasons) };
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "vote-objection-decided", at: now, data }]);
  });
}
