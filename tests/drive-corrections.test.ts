import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { correctLine } from "#app/domain/kinds/drive/correct-line.ts";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { handIn, isListAsHandedIn } from "#app/domain/kinds/drive/hand-in.ts";
import { readLooksAt, readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import { withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { COUNT_CHECKS } from "#db/queries/ledger-checks/counts.ts";
import { DRIVE_CHECKS } from "#db/queries/ledger-checks/drives.ts";
import { findSheet, listVersionsOfSheet } from "#db/queries/paper-sheets.ts";
import type { DriveState } from "#db/tables/drive.ts";
import { createClerk, createTestDatabase, type TestDatabase } from "./support/database.ts";
import {
  countSigned,
  createDrive,
  createSigners,
  driveOf,
  signatureOf,
  signer,
  signingServices,
  type TestSigner,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { enterMatched } from "./support/paper-desk.ts";

const day = (text: string) => new Date(`${text}T10:00:00+09:00`);
const START = day("2026-02-02");
const LATER = day("2026-03-02");
const ORIGIN = "https://portal.test";
const districts = new Map([["garam", "garam"]]);
const [A, B, C] = [signer(1), signer(2), signer(3)];

let database: TestDatabase;
let services: SigningServices;
let clerk: number;
beforeAll(async () => {
  database = await createTestDatabase();
  services = signingServices(database.db);
  clerk = await createClerk(database.db);
});
afterAll(() => database.close());

/** What the ledger commits to is what stands, whatever a test did. */
afterEach(async () => {
  const { counts, serials, withdrawals, crossings } = COUNT_CHECKS;
  const { reads } = DRIVE_CHECKS;
  const checks = {
    ...{ counts, serials, withdrawals, crossings, reads },
    "paper-lines": DRIVE_CHECKS["paper-lines"],
    "paper-changes": DRIVE_CHECKS["paper-changes"],
    "paper-waiting": DRIVE_CHECKS["paper-waiting"],
    "paper-counts": DRIVE_CHECKS["paper-counts"],
  };
  for (const [name, check] of Object.entries(checks))
    expect(await check(database.db, FIRST_SPACE), name).toBeUndefined();
});

const typedOf = (
  who: TestSigner,
  line: number,
  change: { unsigned?: boolean; unreadable?: boolean } = {},
) => ({
  line,
  name: who.name,
  birthDate: who.birthDate ?? "",
  address: who.address ?? "",
  district: "garam",
  unreadable: false,
  unsigned: false,
  ...change,
});
const by = (matterId: number, at = LATER) => ({ spaceId: FIRST_SPACE, matterId, clerkId: clerk, at });
const enter = (id: number, lines: ReturnType<typeof typedOf>[], sheet = 1) =>
  enterMatched(services, { ...by(id), sheet, source: "hand", lines, districts });
const sheetOf = async (id: number, number = 1) => (await findSheet(database.db, id, number))?.id ?? 0;
const linesOf = async (id: number) =>
  (
    await database.db
      .selectFrom("paper_line")
      .select(["line", "state", "reasons"])
      .where("sheet_id", "=", await sheetOf(id))
      .orderBy("line")
      .execute()
  ).map(({ line, state, reasons }) => [line, state, ...reasons].join(" "));
async function sign(id: number, who: TestSigner, at = LATER): Promise<number> {
  const [personId = 0] = await createSigners(database.db, services.seal, [who]);
  const beside = await signatureOf(database.db, services, id, personId, who);
  const adding = { spaceId: FIRST_SPACE, matterId: id, personId, kind: "drive", change: "add" } as const;
  await services.supports.submit({ ...adding, at, beside });
  return personId;
}
interface Correcting {
  line?: number;
  version?: number;
  outcome?: "matched" | "counted" | "refused";
  reason?: string;
}
const correct = async (
  id: number,
  who: TestSigner,
  { line = 1, version = 1, outcome = "matched", reason }: Correcting = {},
) =>
  correctLine(services, {
    ...by(id),
    sheetId: await sheetOf(id),
    version,
    typed: typedOf(who, line),
    input: { outcome, ...(reason && { reason }), note: "다시 읽어 보니 다릅니다" },
    districts,
  });
const drive = (required = 100) => createDrive(database.db, services, { at: START, required });
const stand = (id: number, state: DriveState) =>
  database.pool.query("update drive set state = $2 where matter_id = $1", [id, state]);

/** The counter is what the rows say, and nobody is in it twice. */
async function expectCount(id: number, count: number): Promise<void> {
  const { online, paper } = await countSigned(database.db, id);
  expect({ counter: (await driveOf(database.db, id)).support_count, rows: online + paper }).toEqual({
    counter: count,
    rows: count,
  });
  const { rows } = await database.pool.query(
    `select count(*)::int as twice from (
      select match_hash from signature where matter_id = $1
      union all select match_hash from paper_line where matter_id = $1 and state = 'counted') entries
    group by match_hash having count(*) > 1`,
    [id],
  );
  expect(rows).toEqual([]);
}

describe("a line that was entered is corrected", () => {
  type Case = [
    string,
    { lines: ReturnType<typeof typedOf>[]; online?: TestSigner[]; state?: DriveState },
    [TestSigner, Correcting],
    { lines: string[]; count: number },
  ];
  const CASES: Case[] = [
    ["a name that was read wrongly", { lines: [typedOf(A, 1)] }, [B, {}], { lines: ["1 counted"], count: 1 }],
    [
      "one in doubt that can be read after all",
      { lines: [typedOf(A, 1, { unreadable: true })] },
      [A, {}],
      { lines: ["1 counted"], count: 1 },
    ],
    [
      "one that was refused as a second of the same person, and is another's",
      { lines: [typedOf(A, 1), typedOf(A, 2)] },
      [B, { line: 2 }],
      { lines: ["1 counted", "2 counted"], count: 2 },
    ],
    [
      "one that counted for another: the second line of that one goes to the queue",
      { lines: [typedOf(A, 1), typedOf(A, 2)] },
      [B, {}],
      { lines: ["1 counted", "2 doubtful signed-on-paper"], count: 1 },
    ],
    [
      "to somebody whose line counts already",
      { lines: [typedOf(A, 1), typedOf(B, 2)] },
      [A, { line: 2 }],
      { lines: ["1 counted", "2 refused signed-on-paper"], count: 1 },
    ],
    [
      "to somebody whose line counts already, and shall count",
      { lines: [typedOf(A, 1), typedOf(B, 2)] },
      [A, { line: 2, outcome: "counted" }],
      { lines: ["1 counted", "2 refused signed-on-paper"], count: 1 },
    ],
    [
      "to somebody who signed online",
      { lines: [typedOf(A, 1)], online: [B] },
      [B, { outcome: "counted" }],
      { lines: ["1 refused signed-online"], count: 1 },
    ],
    [
      "after an objection was upheld: it counts no longer",
      { lines: [typedOf(A, 1), typedOf(B, 2)], state: "deciding" },
      [A, { outcome: "refused", reason: "objection-upheld" }],
      { lines: ["1 refused objection-upheld", "2 counted"], count: 1 },
    ],
    ["as it stands", { lines: [typedOf(A, 1)] }, [A, {}], { lines: ["1 counted"], count: 1 }],
    [
      "an unsigned one that shall count",
      { lines: [typedOf(A, 1, { unsigned: true })] },
      [A, { outcome: "counted" }],
      { lines: ["1 counted"], count: 1 },
    ],
  ];
  test.each(CASES)("%s", async (_, { lines, online = [], state }, [who, correcting], after) => {
    const id = await drive();
    for (const one of online) await sign(id, one);
    await enter(id, lines);
    if (state) await stand(id, state);
    expect(await correct(id, who, correcting)).toMatchObject({ count: after.count });
    expect(await linesOf(id)).toEqual(after.lines);
    await expectCount(id, after.count);
    expect(await listVersionsOfSheet(database.db, await sheetOf(id))).toHaveLength(1);
  });

  test("and again: refused, counted, another name; each version is kept and opens, none is lost", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1)]);
    await correct(id, A, { outcome: "refused", reason: "objection-upheld" });
    await expectCount(id, 0);
    await correct(id, A, { version: 2, outcome: "counted" });
    await expectCount(id, 1);
    await correct(id, B, { version: 3 });
    await expectCount(id, 1);
    const versions = await listVersionsOfSheet(database.db, await sheetOf(id));
    expect(versions.map(({ version, state }) => `${version} ${state}`)).toEqual([
      "3 counted",
      "2 refused",
      "1 counted",
    ]);
    const reading = { spaceId: FIRST_SPACE, matterId: id, readerId: clerk, at: LATER, purpose: "확인" };
    expect(await readPaperLines(database.db, services.dataKeys, reading, {})).toMatchObject([
      { name: B.name },
    ]);
  });

  test("once by one of three at the same time", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1)]);
    const tries = await Promise.allSettled([A, B, C].map((who) => correct(id, who)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "changed-meanwhile" });
    await expectCount(id, 1);
  });

  test("one whose place a signature online took by a misread name counts for its own person", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1)]);
    await sign(id, A);
    expect(await linesOf(id)).toEqual(["1 superseded signed-online"]);
    await correct(id, B);
    await expectCount(id, 2);
  });

  test.each<[DriveState, string]>([
    ["accepted", "matter-not-open"],
    ["adopted", "matter-not-open"],
    ["lapsed", "matter-not-open"],
  ])("not once the drive is %s", async (state, code) => {
    const id = await drive();
    await enter(id, [typedOf(A, 1)]);
    await stand(id, state);
    await expect(correct(id, B)).rejects.toMatchObject({ code });
    await expectCount(id, 1);
  });

  test("a line that is refused puts the second of its person into the queue", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1), typedOf(A, 2)]);
    const decision = { state: "refused", reason: "objection-upheld" } as const;
    await decideLine(services, { ...by(id), sheetId: await sheetOf(id), line: 1, from: "counted", decision });
    expect(await linesOf(id)).toEqual(["1 refused objection-upheld", "2 doubtful signed-on-paper"]);
    await expectCount(id, 0);
  });
});

describe("a line that meets a signature online is a look at it", () => {
  const looks = async (id: number, person: number) =>
    (await readLooksAt(database.db, id, person)).map(({ scope }) => scope);

  test.each<[string, (id: number) => Promise<unknown>]>([
    ["when it is entered as unsigned", (id) => enter(id, [typedOf(A, 1, { unsigned: true })])],
    ["when it is entered", (id) => enter(id, [typedOf(A, 1)])],
    [
      "when it is corrected",
      async (id) => {
        await enter(id, [typedOf(B, 1)]);
        await correct(id, A);
      },
    ],
  ])("%s", async (_, act) => {
    const id = await drive();
    const [asked, other] = [await sign(id, A), await sign(id, C)];
    expect(await looks(id, asked)).toEqual([]);
    await act(id);
    expect(await looks(id, asked)).toEqual(["match"]);
    expect(await looks(id, other)).toEqual([]);
  });

  test("when a line in doubt is decided on, after its person signed", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1, { unsigned: true })]);
    const person = await sign(id, A);
    const decision = { state: "counted" } as const;
    const place = { sheetId: await sheetOf(id), line: 1, from: "doubtful" } as const;
    await decideLine(services, { ...by(id), ...place, decision });
    expect(await looks(id, person)).toEqual(["match"]);
  });
});

describe("who signed on paper, then online, then takes it back", () => {
  test("in a shortfall leaves the list that was handed in whole", async () => {
    const id = await drive(3);
    await enter(id, [typedOf(A, 1), typedOf(B, 2), typedOf(C, 3)]);
    const { representative_id: personId } = await driveOf(database.db, id);
    await handIn(services, { spaceId: FIRST_SPACE, matterId: id, personId, at: day("2026-03-03") }, ORIGIN);
    await performAct(database.db, { ...by(id, day("2026-03-04")), act: { act: "publish-list" } }, ORIGIN);
    await advanceDrives(services, day("2026-03-20"));
    // Too few are valid after one line was refused.
    const decision = { state: "refused", reason: "not-eligible" } as const;
    const place = { sheetId: await sheetOf(id), line: 3, from: "counted" } as const;
    await decideLine(services, { ...by(id, day("2026-03-20")), ...place, decision });
    const note = "유효한 서명이 필요한 수보다 적습니다.";
    await performAct(
      database.db,
      { ...by(id, day("2026-03-21")), act: { act: "grant-shortfall", note } },
      ORIGIN,
    );
    const standing = async () => ({
      lines: await linesOf(id),
      asHandedIn: await isListAsHandedIn(database.db, id),
    });
    const before = await standing();
    const person = await sign(id, A, day("2026-03-22"));
    await expectCount(id, 2);
    expect(await linesOf(id)).toContain("1 superseded signed-online");
    expect(await withdrawSignature(services, FIRST_SPACE, id, person, day("2026-03-23"))).toBe(2);
    await expectCount(id, 2);
    expect(await standing()).toEqual(before);
    // And once more, without being counted twice or lost.
    const again = await sign(id, A, day("2026-03-24"));
    await expectCount(id, 2);
    await withdrawSignature(services, FIRST_SPACE, id, again, day("2026-03-25"));
    await expectCount(id, 2);
    // A sheet of the shortfall is in no list yet: its signer may take it back whole.
    const late = signer(9);
    await enterMatched(services, {
      ...by(id, day("2026-03-26")),
      sheet: 2,
      source: "hand",
      lines: [typedOf(late, 1)],
      districts,
    });
    const gone = await sign(id, late, day("2026-03-27"));
    await expectCount(id, 3);
    await withdrawSignature(services, FIRST_SPACE, id, gone, day("2026-03-28"));
    await expectCount(id, 2);
  });

  test("while it collects takes both back: the line stays out, and knows nobody any more", async () => {
    const id = await drive();
    await enter(id, [typedOf(A, 1)]);
    const person = await sign(id, A);
    expect(await withdrawSignature(services, FIRST_SPACE, id, person, LATER)).toBe(0);
    await expectCount(id, 0);
    await countDistricts(database.db, new Date(LATER.getTime() + DAY_MS));
    expect(await countPaper(database.db, id)).toMatchObject({ counted: 0, superseded: 1 });
    const { rows } = await database.pool.query("select superseded_by from paper_line where matter_id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ superseded_by: null }]);
  });
});
