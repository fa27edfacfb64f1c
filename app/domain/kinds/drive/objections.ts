import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { choice, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { writeLetter } from "#app/domain/notice/write-letter.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { type DriveRow, findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import {
  answerObjection,
  countObjections,
  insertObjection,
  listObjectionsOf,
} from "#db/queries/objections.ts";
import { findPerson } from "#db/queries/persons.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { inTransaction } from "#db/transaction.ts";
import { afterObjection } from "./council-duties.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { tellOffice } from "./tell-office.ts";

export const OBJECTION_LIMITS = { min: 10, max: 5_000 };
export const objectionSchema = z.object({ body: text(OBJECTION_LIMITS) });

const struck = z
  .string()
  .trim()
  .default("")
  .transform((value, context) => {
    if (value === "") return 0;
    if (/^\d{1,6}$/.test(value)) return Number(value);
    context.addIssue({ code: "custom", message: "not-text" });
    return z.NEVER;
  });
export const objectionAnswerSchema = z.object({
  verdict: choice(["upheld", "rejected"]),
  answer: text({ min: 10, max: 2_000 }),
  /** Signatures online that it showed to be invalid; lines on paper are refused one by one. */
  struck,
});

/** While the list is open for inspection. */
export function takesObjections(drive: Pick<DriveRow, "state" | "inspect_until">, now: Date): boolean {
  return drive.state === "inspection" && (drive.inspect_until === null || now <= drive.inspect_until);
}

/**
 * Anybody objects to the list while it is open for inspection.
 *
 * @throws PortalError "not-found"; "matter-not-open" before and after
 */
export function makeObjection(
  db: Database,
  {
    spaceId,
    matterId,
    personId,
    body,
    at,
  }: { spaceId: number; matterId: number; personId: number; body: string; at: Date },
  home: string,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    if (!drive) throw new PortalError("not-found");
    if (!takesObjections(drive, at)) throw new PortalError("matter-not-open");
    const id = await insertObjection(tx, { matter_id: matterId, person_id: personId, body, made_at: at });
    await tellOffice(tx, drive, { kind: "objection", id }, home, at);
    return id;
  });
}

/** What somebody objected to a list, oldest first, with what became of it. */
export function readOwnObjections(db: Queryable, matterId: number, personId: number) {
  return listObjectionsOf(db, matterId, personId);
}

const ANSWER_STATES: readonly DriveState[] = ["inspection", "deciding"];

/**
 * The clerk decides on an objection, with an answer that its author is told.
 *
 * @throws PortalError "changed-meanwhile" when it was decided; "matter-not-open" once the drive was;
 *   "invalid-input" when more would be struck than stand; as {@link lockForClerk}
 */
export function decideObjection(
  db: Database,
  {
    objectionId,
    input,
    ...by
  }: ByClerk & { objectionId: number; input: z.output<typeof objectionAnswerSchema> },
  home: string,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { spaceId, matterId, clerkId, at } = by;
    const { drive } = await lockForClerk(tx, by, "drive.decide");
    if (!ANSWER_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const upheld = input.verdict === "upheld";
    const strikes = upheld ? input.struck : 0;
    const before = await countObjections(tx, matterId);
    if (before.struck + strikes > drive.support_count)
      throw new PortalError("invalid-input", { faults: [{ field: "struck", code: "unknown-choice" }] });
    const answered = await answerObjection(tx, objectionId, matterId, {
      upheld,
      answer: input.answer,
      struck: strikes,
      decided_at: at,
      decided_by: clerkId,
    });
    if (!answered) throw new PortalError("changed-meanwhile");
    const owed = await afterObjection(tx, drive, at);
    await tellObjector(tx, drive, { id: objectionId, personId: answered.person_id, input }, home, at);
    await appendToLedger(
      tx,
      owed.map((one) => ({ spaceId, matterId, at, ...one })),
    );
  });
}

/** The answer goes to who objected, whether or not they want news. */
async function tellObjector(
  tx: Tx,
  drive: DriveRow,
  objection: { id: number; personId: number; input: z.output<typeof objectionAnswerSchema> },
  home: string,
  at: Date,
): Promise<void> {
  const { id, personId, input } = objection;
  const person = await findPerson(tx, personId);
  if (!person) return;
  await writeLetter(
    tx,
    { spaceId: drive.space_id, home },
    {
      to: { why: "objector", people: [person] },
      occasion: `objection/${id}`,
      matterId: drive.matter_id,
      say({ t }) {
        const values = { title: drive.title, answer: input.answer };
        return {
          subject: t("mail:drive.objection.subject", values),
          body: [t(`mail:drive.objection.${input.verdict}`, values)],
          page: { path: `/drives/${drive.matter_id}/objection` },
        };
      },
    },
    at,
  );
}
