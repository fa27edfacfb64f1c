import { z } from "zod";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { choice, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import { hashSealed } from "#app/domain/ledger/text-hash.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { writeLetter } from "#app/domain/notice/write-letter.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Tx } from "#db/client.ts";
import { type DriveRow, findDrive, lockDriveMatter } from "#db/queries/drives.ts";
import { listFrozenLists } from "#db/queries/frozen-lists.ts";
import {
  answerObjection,
  countObjections,
  insertObjection,
  listAllObjectionsOf,
  listObjectionsOf,
  listWaitingObjections,
} from "#db/queries/objections.ts";
import { findPerson } from "#db/queries/persons.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { inTransaction } from "#db/transaction.ts";
import { afterObjection } from "./council-duties.ts";
import { getDrive } from "./get-drive.ts";
import { type ByClerk, lockForClerk } from "./lock-for-clerk.ts";
import { openTexts, sealText } from "./objection-texts.ts";
import type { SigningServices } from "./signing-services.ts";
import { tellOffice } from "./tell-office.ts";

type ObjectionServices = Pick<SigningServices, "db" | "dataKeys">;

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
  /** Signatures online that they showed to be invalid, all together; lines on paper are refused one by one. */
  struck,
});

/** While the list is open for inspection. */
export function takesObjections(drive: Pick<DriveRow, "state" | "inspect_until">, now: Date): boolean {
  return drive.state === "inspection" && (drive.inspect_until === null || now <= drive.inspect_until);
}

/**
 * Anybody objects to the list while it is open for inspection; one that waits for its answer at a time, and the same once
 * more is the first.
 *
 * @throws PortalError "not-found"; "matter-not-open" before and after; "objection-waits"
 */
export async function makeObjection(
  { db, dataKeys }: ObjectionServices,
  {
    spaceId,
    matterId,
    personId,
    body,
    at,
  }: { spaceId: number; matterId: number; personId: number; body: string; at: Date },
  home: string,
): Promise<number> {
  // Before the transaction, so that it never waits for a second connection while it holds one.
  const known = await getDrive(db, spaceId, matterId);
  if (!takesObjections(known, at)) throw new PortalError("matter-not-open");
  const key = await dataKeys.of(known.data_key_id);
  if (!key) throw new PortalError("matter-not-open");
  const make = async (tx: Tx) => {
    await lockDriveMatter(tx, spaceId, matterId);
    const drive = await findDrive(tx, spaceId, matterId);
    if (!drive) throw new PortalError("not-found");
    if (!takesObjections(drive, at)) throw new PortalError("matter-not-open");
    const place = { matter_id: matterId, person_id: personId, made_at: at };
    const { length: round } = await listFrozenLists(tx, matterId);
    const sealed = sealText(key, place, "body", body);
    const id = await insertObjection(tx, { ...place, round: round > 0 ? round : null, body: null, sealed });
    if (id === undefined) throw new PortalError("objection-waits");
    await tellOffice(tx, drive, { kind: "objection", day: seoulDay(at) }, home, at);
    const data = { objection: id, text: hashSealed(sealed) };
    await appendToLedger(tx, [{ spaceId, matterId, kind: "objected", at, data }]);
    return id;
  };
  const sent = { personId, act: "objection", about: matterId, content: [body] } as const;
  return inTransaction(db, (tx) => submitOnce(tx, sent, at, () => make(tx)));
}

/** What somebody objected to a list, oldest first, with what became of it; their own is no look at personal data. */
export async function readOwnObjections(
  { db, dataKeys }: ObjectionServices,
  drive: Pick<DriveRow, "matter_id" | "data_key_id">,
  personId: number,
) {
  const [rows, key] = await Promise.all([
    listObjectionsOf(db, drive.matter_id, personId),
    dataKeys.of(drive.data_key_id),
  ]);
  return rows.map((row) => ({ ...row, ...openTexts(key, row) }));
}

/** All that somebody objected, in all spaces, with what became of it: for their own data. */
export async function readAllOwnObjections({ db, dataKeys }: ObjectionServices, personId: number) {
  const rows = await listAllObjectionsOf(db, personId);
  return Promise.all(
    rows.map(async (row) => {
      const { body, answer } = openTexts(await dataKeys.of(row.data_key_id), row);
      return { number: row.matter_id, text: body, at: row.made_at.toISOString(), answer };
    }),
  );
}

const ANSWER_STATES: readonly DriveState[] = ["inspection", "deciding"];

/**
 * The clerk decides on objections, one or several at once, with one answer. Each of their authors gets one letter,
 * which leads to the answer and does not hold it: it speaks of people.
 *
 * @throws PortalError "changed-meanwhile" when one of them was decided; "matter-not-open" once the drive was;
 *   "invalid-input" for none, or when more would be struck than stand; as {@link lockForClerk}
 */
export async function decideObjections(
  { db, dataKeys }: ObjectionServices,
  {
    objectionIds,
    input,
    ...by
  }: ByClerk & { objectionIds: readonly number[]; input: z.output<typeof objectionAnswerSchema> },
  home: string,
): Promise<void> {
  const { spaceId, matterId, clerkId, at } = by;
  const ids = new Set(objectionIds);
  if (ids.size === 0)
    throw new PortalError("invalid-input", { faults: [{ field: "objections", code: "required" }] });
  const key = await dataKeys.of((await getDrive(db, spaceId, matterId)).data_key_id);
  if (!key) throw new PortalError("matter-not-open");
  await inTransaction(db, async (tx) => {
    const { drive } = await lockForClerk(tx, by, "drive.decide");
    if (!ANSWER_STATES.includes(drive.state)) throw new PortalError("matter-not-open");
    const upheld = input.verdict === "upheld";
    const strikes = upheld ? input.struck : 0;
    const before = await countObjections(tx, matterId);
    if (before.struck + strikes > drive.support_count)
      throw new PortalError("invalid-input", { faults: [{ field: "struck", code: "unknown-choice" }] });
    const waiting = await listWaitingObjections(tx, matterId, [...ids]);
    if (waiting.length < ids.size) throw new PortalError("changed-meanwhile");
    // What they showed together stands once.
    const answers = waiting.map((objection, index) => ({
      objection,
      struck: index === 0 ? strikes : 0,
      sealed: sealText(key, objection, "answer", input.answer),
    }));
    for (const { objection, struck, sealed } of answers)
      await answerObjection(tx, objection.id, {
        upheld,
        sealed_answer: sealed,
        struck,
        decided_at: at,
        decided_by: clerkId,
      });
    const owed = await afterObjection(tx, drive, at);
    await tellObjectors(tx, drive, waiting, home, at);
    const decided = answers.map(
      ({ objection, struck, sealed }): LedgerLine => ({
        kind: "objection-decided",
        data: { objection: objection.id, verdict: input.verdict, struck, text: hashSealed(sealed) },
      }),
    );
    await appendToLedger(
      tx,
      [...decided, ...owed].map((one) => ({ spaceId, matterId, at, ...one })),
    );
  });
}

/** The answer goes to who objected, whether or not they want news: a letter each, however many of theirs it is to. */
async function tellObjectors(
  tx: Tx,
  drive: DriveRow,
  answered: readonly { id: number; person_id: number }[],
  home: string,
  at: Date,
): Promise<void> {
  for (const personId of new Set(answered.map(({ person_id }) => person_id))) {
    const own = answered.filter(({ person_id }) => person_id === personId);
    const person = await findPerson(tx, personId);
    if (!person) continue;
    await writeLetter(
      tx,
      { spaceId: drive.space_id, home },
      {
        to: { why: "objector", people: [person] },
        occasion: `objection/${own.map(({ id }) => id).join("+")}`,
        matterId: drive.matter_id,
        say({ t, number }) {
          const values = { title: drive.title, count: own.length, amount: number(own.length) };
          return {
            subject: t("mail:drive.objection.subject", values),
            body: [t("mail:drive.objection.body", values)],
            page: { path: `${matterPath("drive", drive.address)}/objection` },
          };
        },
      },
      at,
    );
  }
}
