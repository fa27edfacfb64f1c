import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { deletePersonalData } from "#app/domain/kinds/drive/delete-personal-data.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { readObjectionTexts, sealObjections } from "#app/domain/kinds/drive/objection-texts.ts";
import { decideObjections, makeObjection, readOwnObjections } from "#app/domain/kinds/drive/objections.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { readOwnData } from "#app/domain/views/own-data.ts";
import { updateDrive } from "#db/queries/drives.ts";
import { countObjections, listObjections } from "#db/queries/objections.ts";
import { inTransaction } from "#db/transaction.ts";
import { createClerk, createPerson, createTestDatabase, type TestDatabase } from "./support/database.ts";
import {
  createDrive,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  signingServices,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

const ORIGIN = "https://portal.test";
const day = (text: string) => new Date(`${text}T10:00:00+09:00`);
const BODY = "솔밭길 3에 사는 홍길동은 작년에 이사했습니다.";
const ANSWER = "확인해 보니 홍길동 님은 지난해 이사하셨습니다.";
const UPHELD = { verdict: "upheld", answer: ANSWER, struck: 1 } as const;

let database: TestDatabase;
let services: SigningServices;
let clerk: number;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
  clerk = await createClerk(database.db);
});
afterAll(() => database.close());

/** A drive whose list of three is open for inspection since the third of March. */
async function inspected(): Promise<number> {
  const id = await createDrive(database.db, services, { at: day("2026-02-02"), required: 3 });
  const people = [signer(1), signer(2), signer(3)];
  const ids = await createSigners(database.db, services.seal, people);
  for (const [index, who] of people.entries()) {
    const personId = ids[index] ?? 0;
    const beside = await signatureOf(database.db, services, id, personId, who);
    const adding = { matterId: id, personId, kind: "drive", change: "add", at: day("2026-02-02") } as const;
    await services.supports.submit({ ...adding, beside, spaceId: FIRST_SPACE });
  }
  const { representative_id: personId } = await driveOf(database.db, id);
  await handIn(services, { spaceId: FIRST_SPACE, matterId: id, personId, at: day("2026-03-01") }, ORIGIN);
  const act = { act: "publish-list" } as const;
  await performAct(database.db, { ...by(id, "2026-03-03"), act }, ORIGIN);
  return id;
}
const by = (matterId: number, at: string) => ({
  spaceId: FIRST_SPACE,
  matterId,
  clerkId: clerk,
  at: day(at),
});
const object = (matterId: number, personId: number, at = "2026-03-05", body = BODY) =>
  makeObjection(services, { spaceId: FIRST_SPACE, matterId, personId, body, at: day(at) }, ORIGIN);
const decide = (matterId: number, objectionIds: number[], at = "2026-03-06") =>
  decideObjections(services, { ...by(matterId, at), objectionIds, input: UPHELD }, ORIGIN);
const lettersTo = async (matterId: number, personId: number) =>
  (
    await database.pool.query("select body from mail where matter_id = $1 and person_id = $2", [
      matterId,
      personId,
    ])
  ).rows;

describe("an objection", () => {
  test("is one that waits, a person and list: of five at once one is made, and another once it is answered", async () => {
    const id = await inspected();
    const person = await createPerson(database.db);
    const tries = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((number) => object(id, person, "2026-03-05", `${BODY} ${number}`)),
    );
    const made = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(made).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "objection-waits" });
    await decide(id, made);
    await object(id, person, "2026-03-07");
    expect(await countObjections(database.db, id)).toEqual({ made: 2, waiting: 1, upheld: 1, struck: 1 });
  });

  test("nor its answer stands anywhere in plain: not in its row, no letter, no line of the ledger", async () => {
    const id = await inspected();
    const person = await createPerson(database.db);
    await decide(id, [await object(id, person)]);
    for (const table of ["objection", "mail", "event", "personal_read"]) {
      const { rows } = await database.pool.query(`select t::text from ${table} t`);
      expect(JSON.stringify(rows), table).not.toContain("홍길동");
      expect(JSON.stringify(rows), table).not.toContain(Buffer.from("홍길동").toString("hex"));
    }
    const [own] = await readOwnObjections(services, await driveOf(database.db, id), person);
    expect(own).toMatchObject({ body: BODY, answer: ANSWER, upheld: true });
  });

  test("stands, opened, in what its maker takes along of their own data", async () => {
    const id = await inspected();
    const [personId = 0] = await createSigners(database.db, services.seal, [signer(9)]);
    const objection = await object(id, personId);
    await decide(id, [objection]);
    const { objections } = await readOwnData(services, personId, day("2026-03-07"));
    const at = day("2026-03-05").toISOString();
    expect(objections).toEqual([{ number: id, text: BODY, at, answer: ANSWER }]);
  });

  test("is read by the clerk for a purpose, on record before it is shown", async () => {
    const id = await inspected();
    await object(id, await createPerson(database.db));
    const reading = { spaceId: FIRST_SPACE, matterId: id, readerId: clerk, at: day("2026-03-06") };
    const read = (purpose: string) =>
      readObjectionTexts(database.db, services.dataKeys, { ...reading, purpose });
    await expect(read("")).rejects.toMatchObject({ code: "invalid-input" });
    expect(await read("심사")).toMatchObject([{ body: BODY, answer: null }]);
    const { rows } = await database.pool.query(
      "select purpose, scope, entries from personal_read where matter_id = $1",
      [id],
    );
    expect(rows).toEqual([{ purpose: "심사", scope: "objection", entries: 1 }]);
  });

  test("of one row does not open in another", async () => {
    const id = await inspected();
    const [a, b] = [await createPerson(database.db), await createPerson(database.db)];
    const [first, second] = [await object(id, a), await object(id, b)];
    await database.pool.query(
      "update objection set sealed = (select sealed from objection where id = $1) where id = $2",
      [first, second],
    );
    await expect(readOwnObjections(services, await driveOf(database.db, id), b)).rejects.toThrow();
  });
});

describe("answers", () => {
  test("go to several at once, whole or not at all, and what they showed together counts once", async () => {
    const id = await inspected();
    const people = await Promise.all([1, 2, 3].map(() => createPerson(database.db)));
    const ids = await Promise.all(people.map((person) => object(id, person)));
    await decide(id, ids.slice(0, 1));
    await expect(decide(id, ids)).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(await countObjections(database.db, id)).toMatchObject({ waiting: 2, struck: 1 });
    await decide(id, ids.slice(1));
    expect(await countObjections(database.db, id)).toMatchObject({ waiting: 0, upheld: 3, struck: 2 });
    for (const person of people) expect(await lettersTo(id, person)).toHaveLength(1);
  });

  test("to several of one person come in one letter, which leads to them", async () => {
    const id = await inspected();
    const person = await createPerson(database.db);
    // As a version before took them: several of one person to one list.
    for (const body of [BODY, "또 다른 줄도 이상합니다."])
      await database.db
        .insertInto("objection")
        .values({ matter_id: id, person_id: person, body, made_at: day("2026-03-04") })
        .execute();
    const waiting = (await listObjections(database.db, id)).map((one) => one.id);
    await decide(id, waiting);
    const letters = await lettersTo(id, person);
    expect(letters).toHaveLength(1);
    expect(letters[0].body).toContain(`${ORIGIN}/drives/${id}/objection`);
    expect(letters[0].body).toContain("2건");
  });

  test.each([
    ["none", [], "invalid-input"],
    ["one of another drive", [999_999], "changed-meanwhile"],
  ])("to %s are refused", async (_, ids, code) => {
    const id = await inspected();
    await expect(decide(id, ids)).rejects.toMatchObject({ code });
  });

  test("office letters of one day are one", async () => {
    const id = await inspected();
    for (const at of ["2026-03-05", "2026-03-05", "2026-03-06"])
      await object(id, await createPerson(database.db), at);
    const { rows } = await database.pool.query(
      "select count(*)::int as letters from mail where matter_id = $1 and told_once like '%/objection/%'",
      [id],
    );
    expect(rows[0].letters).toBe(2);
  });
});

describe("what a version before wrote in plain", () => {
  const plain = async (id: number) => {
    const person = await createPerson(database.db);
    await database.db
      .insertInto("objection")
      .values({
        matter_id: id,
        person_id: person,
        body: BODY,
        made_at: day("2026-03-04"),
        upheld: false,
        answer: ANSWER,
        decided_at: day("2026-03-05"),
        decided_by: clerk,
      })
      .execute();
    return person;
  };

  test("is sealed by the job, and reads as before; a second run finds nothing", async () => {
    const id = await inspected();
    // Those of the tests before.
    await sealObjections(database.db, services.dataKeys);
    const person = await plain(id);
    expect(await sealObjections(database.db, services.dataKeys)).toBe(1);
    expect(await sealObjections(database.db, services.dataKeys)).toBe(0);
    const [row] = await listObjections(database.db, id);
    expect(row).toMatchObject({ body: null, answer: null });
    const [own] = await readOwnObjections(services, await driveOf(database.db, id), person);
    expect(own).toMatchObject({ body: BODY, answer: ANSWER });
  });

  test("goes with the drive's data, sealed or not", async () => {
    const id = await inspected();
    await object(id, await createPerson(database.db));
    await plain(id);
    await inTransaction(database.db, (tx) => updateDrive(tx, id, { delete_data_at: day("2026-04-01") }));
    expect(await deletePersonalData(services, day("2026-04-02"))).toBe(1);
    for (const row of await listObjections(database.db, id))
      expect(row).toMatchObject({ body: null, answer: null, sealed: null, sealed_answer: null });
  });
});
