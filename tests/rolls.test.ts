import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeActing, entriesActedFor } from "#app/domain/roll/acting.ts";
import { loadRoll } from "#app/domain/roll/load-roll.ts";
import { type RollFault, readRollFile } from "#app/domain/roll/roll-file.ts";
import { DEFAULT_RULE_SET, publishRules } from "#app/domain/threshold/publish-rules.ts";
import { findRoll } from "#db/queries/rolls.ts";
import { inTransaction } from "#db/transaction.ts";
import { signIn } from "./support/client.ts";
import {
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";

const read = (text: string) => readRollFile(Buffer.from(text));
const entry = (label: string, unit: string | null = null, weight = "1") => ({ label, unit, weight });

describe("a file of a roll", () => {
  test.each<[string, string, ReturnType<typeof entry>[]]>([
    [
      "the least: labels, each weighing 1",
      "label\n101-1203\n101-1204\n",
      [entry("101-1203"), entry("101-1204")],
    ],
    [
      "all columns, in any order, others left alone",
      "weight,note,unit,label\n84.97,?,101,A\n0.5,,,B\n",
      [entry("A", "101", "84.97"), entry("B", null, "0.5")],
    ],
    [
      "heads in Korean, semicolons between",
      "세대;동;면적\n1203호;101동;84.97\n",
      [entry("1203호", "101동", "84.97")],
    ],
    [
      "the largest and the smallest weight",
      "label,weight\nA,999999999999.999999\nB,0.000001\n",
      [entry("A", null, "999999999999.999999"), entry("B", null, "0.000001")],
    ],
    ["composed and trimmed", "label\n  가 \n", [entry("가")]],
    ["with a mark of UTF-8 before it", "\ufefflabel\nA\n", [entry("A")]],
    ["a quote that does not end, as it is typed", 'label\nA\n"B\nC\n', [entry("A"), entry('"B'), entry("C")]],
  ])("%s", async (_, text, entries) => {
    expect(await read(text)).toEqual({ entries });
  });

  test.each<[string, string, RollFault[]]>([
    ["no column of labels", "room,weight\n1,2\n", [{ code: "no-column", column: "label" }]],
    ["nothing at all", "", [{ code: "no-entries" }]],
    ["a head alone", "label,weight\n", [{ code: "no-entries" }]],
    [
      "everything at once, each with its row",
      `label,unit,weight\n,101,1\nA,101,0\nA,101,-1\nB,101,\n${"C".repeat(101)},101,1\nD,${"E".repeat(101)},1\nF,101,1e3\nG,101,"1,000"\nH,101,1.0000001\nI\u0007,101,1\n`,
      [
        { code: "required", row: 2, column: "label" },
        { code: "not-a-weight", row: 3, column: "weight" },
        { code: "not-a-weight", row: 4, column: "weight" },
        { code: "twice", row: 4, column: "label", first: 3 },
        { code: "not-a-weight", row: 5, column: "weight" },
        { code: "too-long", row: 6, column: "label" },
        { code: "too-long", row: 7, column: "unit" },
        { code: "not-a-weight", row: 8, column: "weight" },
        { code: "not-a-weight", row: 9, column: "weight" },
        { code: "not-a-weight", row: 10, column: "weight" },
        { code: "bad-characters", row: 11, column: "label" },
      ],
    ],
  ])("is refused whole: %s", async (_, text, faults) => {
    expect(await read(text)).toEqual({ faults });
  });
});

describe("a roll", () => {
  let database: TestDatabase;
  let spaceId: number;
  beforeAll(async () => {
    database = await createTestDatabase();
    spaceId = (await directoryOf(database.db)).space.id;
  });
  afterAll(() => database.close());
  const load = (code: string, ...entries: ReturnType<typeof entry>[]) =>
    loadRoll(database.db, { spaceId, code, unit: null }, entries, new Date());
  const rows = (rollId: number) =>
    database.db
      .selectFrom("roll_entry")
      .select(["label", "unit", "weight", "person_id"])
      .where("roll_id", "=", rollId)
      .orderBy("position")
      .execute();

  test("loaded again is brought up to date, and loses nobody", async () => {
    const [person = 0] = await createPersons(database.db, 1);
    const first = await load("again", entry("A"), entry("B", "101", "2.5"), entry("C"));
    expect(first).toMatchObject({ added: 3, changed: 0, left: 0 });
    await changeActing(database.db, { rollId: first.rollId, label: "B" }, person);
    const second = await load("again", entry("D"), entry("B", "102", "3"), entry("A"));
    expect(second).toEqual({ rollId: first.rollId, added: 1, changed: 1, left: 1 });
    expect(await rows(first.rollId)).toEqual([
      { label: "A", unit: null, weight: "1", person_id: null },
      { label: "B", unit: "102", weight: "3", person_id: person },
      { label: "C", unit: null, weight: "1", person_id: null },
      { label: "D", unit: null, weight: "1", person_id: null },
    ]);
  });

  test("that two load at once has each entry once", async () => {
    const many = Array.from({ length: 300 }, (_, index) => entry(`${index}`));
    const loaded = await Promise.all([load("at-once", ...many), load("at-once", ...many.toReversed())]);
    expect(loaded.map(({ added }) => added).toSorted((a, b) => a - b)).toEqual([0, 300]);
    expect(await rows(loaded[0]?.rollId ?? 0)).toHaveLength(300);
  });

  test("says what somebody acts for, in its order; of two who change that at once, one is told", async () => {
    const [kim = 0, lee = 0, park = 0] = await createPersons(database.db, 3);
    const { rollId } = await load("acting", entry("A"), entry("B"), entry("C"));
    for (const label of ["C", "A"])
      expect(await changeActing(database.db, { rollId, label }, kim)).toBeNull();
    const labels = async (person: number) =>
      (await entriesActedFor(database.db, rollId, person)).map(({ label }) => label);
    expect(await labels(kim)).toEqual(["A", "C"]);
    expect(await changeActing(database.db, { rollId, label: "A" }, lee)).toBe(kim);
    expect([await labels(kim), await labels(lee)]).toEqual([["C"], ["A"]]);
    await expect(changeActing(database.db, { rollId, label: "Z" }, lee)).rejects.toMatchObject({
      code: "not-found",
    });

    const codes = new Set<string>();
    for (let round = 0; round < 10; round += 1) {
      const settled = await Promise.allSettled(
        [kim, lee, park].map((person) => changeActing(database.db, { rollId, label: "B" }, person)),
      );
      for (const one of settled) codes.add(one.status === "rejected" ? one.reason.code : "done");
      expect(settled.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    }
    expect([...codes].every((code) => code === "done" || code === "changed-meanwhile")).toBe(true);
  });
});

describe("from the terminal to the button", () => {
  let portal: TestPortal;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gonggam-roll-"));
    portal = await startPortal({ template: "city" });
  });
  afterAll(async () => {
    await portal.stop();
    await portal.database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const roll = (...words: string[]) =>
    new Promise<{ code: number | null; said: string }>((done) => {
      const child = execFile(
        process.execPath,
        [programOf("app/commands/roll.ts"), ...words],
        {
          cwd: resolve(import.meta.dirname, ".."),
          env: { ...process.env, DATABASE_URL: portal.database.url },
        },
        (_, stdout, stderr) => done({ code: child.exitCode, said: stdout + stderr }),
      );
    });
  async function file(text: string): Promise<string> {
    const path = join(folder, "roll.csv");
    await writeFile(path, text);
    return path;
  }

  test("a roll is loaded, somebody acts for entries of it, and the API counts those", async () => {
    const { db } = portal.database;
    const { space } = await directoryOf(db);
    const load = async (text: string, ...more: string[]) =>
      roll("load", await file(text), space.code, ...more);

    expect(await load("label,weight\nA,0\nB,1\nB,1\n")).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^Nothing was loaded\.\nrow 2: the weight .*\nrow 4: the same label as in row 3\n$/,
      ),
    });
    expect(await findRoll(db, space.id, "members")).toBeUndefined();
    expect(
      await load("label,unit,weight\nA,101,84.97\nB,101,59.94\nC,102,84.97\n", "--unit", "building"),
    ).toEqual({
      code: 0,
      said: "3 entries added, 0 changed.\n",
    });
    expect(await load("label,unit,weight\nA,101,85\n")).toEqual({
      code: 0,
      said: "0 entries added, 1 changed. 2 that are not in the file stay.\n",
    });
    expect(await findRoll(db, space.id, "members")).toMatchObject({ unit: "building" });

    const [kim, lee] = [await signIn(portal.url, "citizen-1"), await signIn(portal.url, "citizen-2")];
    const subject = "citizen-1";
    for (const label of ["A", "B"]) expect((await roll("assign", space.code, label, subject)).code).toBe(0);
    expect(await roll("assign", space.code, "Z", subject)).toEqual({ code: 1, said: "not-found\n" });
    expect((await roll("assign", space.code, "A", "stranger")).said).toContain(
      "Nobody with the account stranger",
    );
    expect((await roll("load", "roll.csv", "nowhere")).said).toContain('There is no space "nowhere"');
    expect((await roll("load", await file("label\nA\n"), space.code, "--unit", "floor")).said).toContain(
      "--unit",
    );

    const rules = { ...DEFAULT_RULE_SET, roll: "members" };
    await inTransaction(db, (tx) => publishRules(tx, space.id, rules, new Date()));
    const path = `/api/v1/proposals/${await createProposal(db, new Date())}/agreement`;
    const say = async (client: typeof kim, method: "PUT" | "DELETE", language = "ko") => {
      const response = await client.send(`${path}?lang=${language}`, { method });
      return [response.status, await response.json()];
    };
    expect(await say(kim, "PUT")).toEqual([201, { count: 2, agreed: true }]);
    expect(await say(kim, "PUT")).toEqual([200, { count: 2, agreed: true }]);
    for (const [language, title] of [
      ["ko", "명부에서 회원님이 맡은 항목이 없습니다"],
      ["en", "You act for nobody on the roll"],
      ["ja", "名簿に、あなたが代わって参加できる登録がありません"],
    ] as const)
      for (const method of ["PUT", "DELETE"] as const)
        expect(await say(lee, method, language)).toEqual([
          403,
          expect.objectContaining({ code: "not-on-roll", title }),
        ]);
    expect(await roll("assign", space.code, "B", "nobody")).toEqual({
      code: 0,
      said: "Nobody acts for B.\n",
    });
    expect(await say(kim, "DELETE")).toEqual([200, { count: 1, agreed: false }]);
    expect(await say(kim, "DELETE")).toEqual([200, { count: 1, agreed: false }]);
  });
});
