import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import { decideLine } from "#app/domain/kinds/drive/decide-line.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { districtsByName, readLine, type TypedLine } from "#app/domain/kinds/drive/paper-line.ts";
import { readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import { copiedRun, sortedRun } from "#app/domain/kinds/drive/sheet-signs.ts";
import { sealSignature, signDrive } from "#app/domain/kinds/drive/sign.ts";
import { csvRow } from "#app/platform/csv.ts";
import { listAbuseSigns } from "#db/queries/abuse-signs.ts";
import { countPaper } from "#db/queries/drive-counts.ts";
import { listDoubtfulLines } from "#db/queries/paper-lines.ts";
import { findSheet } from "#db/queries/paper-sheets.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import {
  countSigned,
  createDrive,
  createSigners,
  driveOf,
  signer,
  type TestSigner,
} from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createPaperDesk, enterMatched, importMatched, type PaperDesk } from "./support/paper-desk.ts";

const START = new Date("2026-02-02T10:00:00+09:00");
const LATER = new Date("2026-03-02T10:00:00+09:00");

describe("a typed line", () => {
  const districts = districtsByName([{ code: "garam", name: { ko: "가람동", en: "Garam", ja: "カラム洞" } }]);
  const typed = (change: Partial<TypedLine> = {}): TypedLine => ({
    line: 1,
    name: "김한울",
    birthDate: "19800102",
    address: "솔밭길 1",
    district: "가람동",
    unreadable: false,
    unsigned: false,
    ...change,
  });
  const read = (change: Partial<TypedLine>) => readLine(typed(change), districts, 18, START);

  test.each<[string, Partial<TypedLine>, string[]]>([
    ["whole", {}, []],
    ["without a name", { name: " " }, ["incomplete"]],
    ["without an address", { address: "" }, ["incomplete"]],
    ["with a birth date of no calendar", { birthDate: "1980-02-30" }, ["unreadable"]],
    ["marked as unreadable", { unreadable: true, name: "" }, ["unreadable"]],
    ["without a signature", { unsigned: true }, ["unsigned"]],
    ["of somebody who is 18 tomorrow", { birthDate: "20080203" }, ["too-young"]],
    ["of somebody who is 18 today", { birthDate: "20080202" }, []],
  ])("%s", (_, change, reasons) => expect(read(change).reasons).toEqual(reasons));

  test("takes a district by its name in any language, and the apostrophe of our own files off", () => {
    expect(read({ district: "GARAM" }).entry.district).toBe("garam");
    expect(read({ name: "'=김한울" }).entry.name).toBe("=김한울");
  });
});

describe("files", () => {
  test("what a spreadsheet would compute is harmless", () => {
    expect(csvRow(["=1+1", "+82", "-3", "@a", "김한울", 'a"b,c'])).toBe(
      `"'=1+1","'+82","'-3","'@a",김한울,"a""b,c"\r\n`,
    );
  });

  test("runs that are no accident", () => {
    expect(sortedRun(["가", "나", "다", "라", "마", "바", "사", "아"])).toBe(8);
    expect(sortedRun(["가", "나", "다", "라", "가", "바", "사", "아"])).toBe(0);
    const other = ["a", "b", "c", "d"].map((hash, line) => ({ hash, sheet: 1, line }));
    expect(copiedRun(["x", "a", "b", "c", "d"], other)).toBe(4);
    expect(copiedRun(["a", "c", "b", "d"], other)).toBe(0);
  });
});

describe("paper", () => {
  let database: PaperDesk["database"];
  let services: PaperDesk["services"];
  let clerk: number;
  let districts: PaperDesk["districts"];
  beforeAll(async () => {
    ({ database, services, clerk, districts } = await createPaperDesk());
  });
  afterAll(() => database.close());

  const drive = (required = 5) => createDrive(database.db, services, { at: START, required });
  const lineOf = (who: TestSigner, line: number): TypedLine => ({
    line,
    name: who.name,
    birthDate: who.birthDate ?? "",
    address: who.address ?? "",
    district: who.district ?? "",
    unreadable: false,
    unsigned: false,
  });
  const enter = (matterId: number, sheet: number, people: TestSigner[]) =>
    enterMatched(services, {
      spaceId: FIRST_SPACE,
      matterId,
      clerkId: clerk,
      sheet,
      source: "hand",
      lines: people.map((who, index) => lineOf(who, index + 1)),
      districts,
      at: LATER,
    });
  const csvOf = (people: TestSigner[], perSheet = 25) =>
    Buffer.from(
      [
        "서명부,줄,성명,생년월일,주소,지역",
        ...people.map(({ name, birthDate, address, district }, index) =>
          [Math.floor(index / perSheet) + 1, (index % perSheet) + 1, name, birthDate, address, district].join(
            ",",
          ),
        ),
      ].join("\n"),
    );
  const upload = (matterId: number, people: TestSigner[]) =>
    importMatched(services, csvOf(people), {
      spaceId: FIRST_SPACE,
      matterId,
      clerkId: clerk,
      districts,
      at: LATER,
    });
  const signOnline = async (matterId: number, people: TestSigner[]) => {
    const ids = await createSigners(database.db, services.seal, people);
    // Read once: a read each, of thousands at once, would wait for connections longer than they may.
    const drive = await driveOf(database.db, matterId);
    const commands = await Promise.all(
      people.map(async (who, index) => {
        const personId = ids[index] ?? 0;
        const signature = await sealSignature(services, drive, personId, who, who.district);
        return {
          spaceId: FIRST_SPACE,
          matterId,
          personId,
          kind: "drive",
          change: "add",
          at: LATER,
          beside: signature,
        } as const;
      }),
    );
    await Promise.all(commands.map((command) => services.supports.submit(command)));
    return ids;
  };
  const countOf = async (matterId: number) => (await driveOf(database.db, matterId)).support_count;
  /** What the drive's counter must be, counted from the rows. */
  const rowsOf = async (matterId: number) => {
    const { online, paper } = await countSigned(database.db, matterId);
    return online + paper;
  };
  const people = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => signer(from + index));

  test("5,000 online and 500 on paper with 80 of the same people are 5,420", async () => {
    const id = await drive(5_400);
    await signOnline(id, people(0, 4_960));
    const report = await upload(id, people(4_920, 500));
    expect(report).toMatchObject({ sheets: 20, counted: 460, refused: 40, doubtful: 0, count: 5_420 });
    // Forty more of those on paper sign online afterwards: nobody counts twice, nobody is lost.
    await signOnline(id, people(5_000, 40));
    expect(await countOf(id)).toBe(5_420);
    expect(await rowsOf(id)).toBe(5_420);
    expect(await countSigned(database.db, id)).toEqual({ online: 5_000, paper: 420 });
    // Which line was superseded shows with the districts, once the day is over.
    expect(await countPaper(database.db, id)).toEqual({
      counted: 460,
      doubtful: 0,
      refused: 40,
      superseded: 0,
    });
    await countDistricts(database.db, new Date(LATER.getTime() + DAY_MS));
    expect(await countPaper(database.db, id)).toEqual({
      counted: 420,
      doubtful: 0,
      refused: 40,
      superseded: 40,
    });
    const [milestone] = await listThresholds(database.db, [id]);
    expect(milestone?.reached_at).toEqual(LATER);
  });

  test("a file that is read twice, or goes on after it broke off, changes nothing twice", async () => {
    const id = await drive(100);
    const all = people(10_000, 60);
    expect(await upload(id, all.slice(0, 35))).toMatchObject({ counted: 35, before: 0, count: 35 });
    expect(await upload(id, all)).toMatchObject({ counted: 25, before: 35, count: 60 });
    expect(await upload(id, all)).toMatchObject({ counted: 0, before: 60, count: 60 });
    expect(await rowsOf(id)).toBe(60);
  });

  test("rows that are nowhere are told, a missing column is a refusal", async () => {
    const id = await drive();
    const file = (text: string) =>
      importMatched(services, Buffer.from(text), {
        spaceId: FIRST_SPACE,
        matterId: id,
        clerkId: clerk,
        districts,
        at: LATER,
      });
    const report = await file(
      "sheet,line,name,birth_date,address\nx,1,a,19800101,b\n1,101,a,19800101,b\n1,1,가,19800101,나",
    );
    expect(report).toMatchObject({
      counted: 1,
      rejected: {
        rows: [
          { row: 2, why: "no-sheet" },
          { row: 3, why: "no-line" },
        ],
        count: 2,
      },
    });
    await expect(file("sheet,line,name\n1,1,a")).rejects.toMatchObject({
      code: "invalid-input",
      details: { faults: [{ field: "column.birthDate" }, { field: "column.address" }] },
    });
    await expect(file("")).rejects.toMatchObject({ code: "invalid-input" });
  });

  test("the same person on two lines counts once, on one sheet and on two", async () => {
    const id = await drive();
    const [a, b] = [signer(1), signer(2)];
    expect(await enter(id, 1, [a, a, b])).toMatchObject({ counted: 2, refused: 1 });
    expect(await enter(id, 2, [b, signer(3)])).toMatchObject({ counted: 1, refused: 1, count: 3 });
  });

  test("milestones are reached by exactly the Nth line", async () => {
    const id = await drive(3);
    await enter(id, 1, people(20, 2));
    expect((await listThresholds(database.db, [id]))[0]?.reached_at).toBeNull();
    await enter(id, 2, people(30, 5));
    const [milestone] = await listThresholds(database.db, [id]);
    expect(milestone).toMatchObject({ reached_at: LATER, support_serial: 3 });
  });

  test("lines and signatures of the same people at once: each counts once, whoever is first", async () => {
    const id = await drive(60);
    const all = people(40_000, 60);
    const ids = await createSigners(database.db, services.seal, all);
    const { draft_hash } = await driveOf(database.db, id);
    await Promise.all([
      ...all.map((_, index) =>
        signDrive(services, {
          spaceId: FIRST_SPACE,
          matterId: id,
          personId: ids[index] ?? 0,
          consent: true,
          draftHash: draft_hash.toString("hex"),
          address: "192.0.2.1",
          at: LATER,
        }),
      ),
      ...[1, 2, 3, 4].map((sheet) => enter(id, sheet, all.slice((sheet - 1) * 15, sheet * 15))),
      ...[1, 2, 3, 4].map((sheet) => enter(id, sheet, all.slice((sheet - 1) * 15, sheet * 15))),
    ]);
    expect(await countOf(id)).toBe(60);
    expect(await rowsOf(id)).toBe(60);
    const [milestone] = await listThresholds(database.db, [id]);
    expect(milestone?.reached_at).toEqual(LATER);
    const { rows } = await database.pool.query(
      "select count(*)::int as lines from event where matter_id = $1 and kind = 'milestone-reached'",
      [id],
    );
    expect(rows[0].lines).toBe(1);
  });

  test("the register puts lines in doubt, refuses them, and lets them count again", async () => {
    const id = await drive();
    const all = people(50, 4);
    await enter(id, 1, all);
    expect(await countOf(id)).toBe(4);
    const row = ({ name, birthDate }: TestSigner, district: string, eligible: string) =>
      [name, birthDate, district, eligible].join(",");
    const [a, b, c, d] = all;
    if (!a || !b || !c || !d) throw new Error("Four people are needed.");
    const other = [...districts.values()].find((code) => code !== "garam") ?? "";
    const extract = (...rows: string[]) => Buffer.from(["성명,생년월일,지역,자격", ...rows].join("\n"));
    const options = { spaceId: FIRST_SPACE, matterId: id, clerkId: clerk, districts, at: LATER };
    const first = await uploadRegister(
      services,
      extract(row(a, "garam", "예"), row(b, "garam", "아니요"), row(c, other, "예")),
      { ...options, mode: "replace" },
    );
    expect(first).toMatchObject({ people: 3, changed: 3, count: 1 });
    expect(await countPaper(database.db, id)).toMatchObject({ counted: 1, refused: 1, doubtful: 2 });
    const reasons = (await listDoubtfulLines(database.db, id, undefined, 10)).map((line) => line.reasons);
    expect(reasons).toEqual([["other-district"], ["not-on-register"]]);
    const second = await uploadRegister(services, extract(row(b, "garam", "예"), row(d, "garam", "예")), {
      ...options,
      mode: "add",
    });
    expect(second).toMatchObject({ people: 4, changed: 2, count: 3 });
    expect(await rowsOf(id)).toBe(3);
    // No name and no birth date of it is anywhere.
    const { rows } = await database.pool.query(
      "select r::text from register_extract r where matter_id = $1",
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain(a.name);
  });

  test("a line in doubt is decided once, and never counts beside its signer's own signature", async () => {
    const id = await drive();
    const [who, twin] = [signer(70), signer(71)];
    await enterMatched(services, {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      sheet: 1,
      source: "hand",
      lines: [
        { ...lineOf(who, 1), unsigned: true },
        { ...lineOf(twin, 2), unsigned: true },
      ],
      districts,
      at: LATER,
    });
    expect(await countOf(id)).toBe(0);
    const sheet = await findSheet(database.db, id, 1);
    const decide = (line: number) =>
      decideLine(services, {
        spaceId: FIRST_SPACE,
        matterId: id,
        clerkId: clerk,
        sheetId: sheet?.id ?? 0,
        line,
        from: "doubtful",
        decision: { state: "counted" },
        at: LATER,
      });
    const tries = await Promise.allSettled([decide(1), decide(1), decide(1)]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await countOf(id)).toBe(1);
    await signOnline(id, [twin]);
    expect(await decide(2)).toMatchObject({ state: "refused", reasons: ["signed-online"], count: 2 });
  });

  test("names are read for a purpose alone, and each look is on record", async () => {
    const id = await drive();
    await enter(id, 1, [signer(80)]);
    const reading = { spaceId: FIRST_SPACE, matterId: id, readerId: clerk, at: LATER };
    await expect(
      readPaperLines(database.db, services.dataKeys, { ...reading, purpose: "" }, {}),
    ).rejects.toMatchObject({ code: "invalid-input" });
    const entries = await readPaperLines(database.db, services.dataKeys, { ...reading, purpose: "확인" }, {});
    expect(entries).toMatchObject([{ name: signer(80).name, birthDate: signer(80).birthDate }]);
    const { rows } = await database.pool.query(
      "select purpose, entries from personal_read where matter_id = $1",
      [id],
    );
    expect(rows).toEqual([{ purpose: "확인", entries: 1 }]);
  });

  test("a copied sheet is shown to the clerk, and its lines count", async () => {
    const id = await drive(100);
    const names = ["강", "고", "김", "나", "문", "박", "서", "이", "최"];
    const sorted = names.map((name, index) => signer(90 + index, { name: `${name}한울` }));
    expect(await enter(id, 7, sorted)).toMatchObject({ counted: 9 });
    expect(await listAbuseSigns(database.db, id)).toMatchObject([
      { kind: "sheet-order", about: "7", times: 9 },
    ]);
  });

  test("nothing is entered once the list was handed in", async () => {
    const id = await drive(2);
    await enter(id, 1, people(110, 3));
    const { representative_id } = await driveOf(database.db, id);
    await handIn(
      services,
      { spaceId: FIRST_SPACE, matterId: id, personId: representative_id, at: LATER },
      "https://portal.test",
    );
    await expect(enter(id, 2, [signer(120)])).rejects.toMatchObject({ code: "matter-not-open" });
  });
});
