import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dismissAbuseSign } from "#app/domain/kinds/drive/abuse-signs.ts";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { enterSheet } from "#app/domain/kinds/drive/enter-sheet.ts";
import { importPaper } from "#app/domain/kinds/drive/import-paper.ts";
import { mendSheet } from "#app/domain/kinds/drive/mend-sheet.ts";
import { readList, readPaperLines, readSigner } from "#app/domain/kinds/drive/personal.ts";
import { readWaitingLines } from "#app/domain/kinds/drive/read-waiting.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { lockDriveMatter } from "#db/queries/drives.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPerson, createTestDatabase, makeClerk, type TestDatabase } from "./support/database.ts";
import { createDrive, driveOf, signingServices } from "./support/drives.ts";
import { fingerprint } from "./support/fingerprint.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

const START = new Date("2026-02-02T10:00:00+09:00");
const LATER = new Date("2026-03-02T10:00:00+09:00");
const ORIGIN = "https://portal.test";
const districts = new Map<string, string>();
const PEOPLE = Buffer.from("성명,생년월일,지역,자격\n김한울,19800102,garam,예");
const SHEET = Buffer.from("서명부,줄,성명,생년월일,주소\n1,1,김한울,19800102,솔밭길 1");

let database: TestDatabase;
let services: SigningServices;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
});
afterAll(() => database.close());

interface Doing {
  spaceId: number;
  matterId: number;
  clerkId: number;
  at: Date;
}
const readingOf = ({ clerkId, ...doing }: Doing) => ({ ...doing, readerId: clerkId, purpose: "확인합니다" });
const line = { sheetId: 1, line: 1, from: "doubtful", decision: { state: "counted" } } as const;

/** Everything that is the clerk's to do with a drive, or to look at. */
const EVERY: [string, (doing: Doing) => Promise<unknown>][] = [
  ["an act", (by) => performAct(database.db, { ...by, act: { act: "publish-list" } }, ORIGIN)],
  ["a sheet", (by) => enterSheet(services, { ...by, sheet: 1, source: "hand", lines: [], districts })],
  ["mending a sheet", (by) => mendSheet(services, { ...by, sheetId: 1, seen: 0, lines: [], districts })],
  ["a look at what waits", (by) => readWaitingLines(database.db, services.dataKeys, readingOf(by), 1)],
  ["a file of sheets", (by) => importPaper(services, SHEET, { ...by, districts })],
  ["a register", (by) => uploadRegister(services, PEOPLE, { ...by, mode: "replace", districts })],
  ["a decision on a line", (by) => decideLine(services, { ...by, ...line })],
  ["a sign of abuse", (by) => dismissAbuseSign(database.db, { ...by, id: 1 })],
  ["a look at a signer", (by) => readSigner(database.db, services.dataKeys, readingOf(by), by.clerkId)],
  ["a look at lines", (by) => readPaperLines(database.db, services.dataKeys, readingOf(by), {})],
  ["a look at the list", (by) => readList(database.db, services.dataKeys, readingOf(by), "list")],
];

describe("who may act on a drive", () => {
  const REFUSED: [string, (matterId: number) => Promise<number>][] = [
    ["who holds no post", () => createPerson(database.db)],
    [
      "a clerk whose post has ended",
      async () => {
        const person = await createPerson(database.db);
        await makeClerk(database.db, person);
        await database.db
          .updateTable("post")
          .set({ ends_at: LATER })
          .where("person_id", "=", person)
          .execute();
        return person;
      },
    ],
    [
      "a clerk who leads it",
      async (id) => {
        const { representative_id } = await driveOf(database.db, id);
        await makeClerk(database.db, representative_id);
        return representative_id;
      },
    ],
    [
      "a clerk who collects for it",
      async (id) => {
        const person = await createPerson(database.db);
        await makeClerk(database.db, person);
        const { application_id } = await driveOf(database.db, id);
        await database.db
          .insertInto("drive_helper")
          .values({ application_id, person_id: person, role: "deputy", joined_at: START })
          .execute();
        return person;
      },
    ],
  ];
  const cells = REFUSED.flatMap(([who, make]) => EVERY.map(([what, act]) => ({ who, what, make, act })));
  test.each(cells)("$who is refused $what, and nothing is written", async ({ make, act }) => {
    const matterId = await createDrive(database.db, services, { at: START });
    const clerkId = await make(matterId);
    const before = await fingerprint(database.pool);
    await expect(act({ spaceId: FIRST_SPACE, matterId, clerkId, at: LATER })).rejects.toMatchObject({
      code: "not-permitted",
    });
    expect(await fingerprint(database.pool)).toEqual(before);
  });
});

test("a register is read before the drive's lock is asked for", async () => {
  const matterId = await createDrive(database.db, services, { at: START });
  const clerkId = await createPerson(database.db);
  await makeClerk(database.db, clerkId);
  const by = { spaceId: FIRST_SPACE, matterId, clerkId, at: LATER, mode: "replace" as const, districts };
  await inTransaction(database.db, async (tx) => {
    await lockDriveMatter(tx, FIRST_SPACE, matterId);
    // Would wait for the lock for ever, if it were taken first.
    await expect(uploadRegister(services, Buffer.from("성명\n김한울"), by)).rejects.toMatchObject({
      details: { faults: [{ field: "column.birthDate" }] },
    });
  });
  expect(await uploadRegister(services, PEOPLE, by)).toMatchObject({ people: 1 });
});
