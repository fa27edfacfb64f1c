import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListEntry, readPaperLines } from "#app/domain/kinds/drive/personal.ts";
import { uploadRegister } from "#app/domain/kinds/drive/register-extract.ts";
import { readSheetNumbers } from "#db/queries/paper-sheets.ts";
import { countSigned, createDrive, driveOf } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createPaperDesk, enterMatched, importMatched, type PaperDesk } from "./support/paper-desk.ts";

const START = new Date("2026-02-02T10:00:00+09:00");
const LATER = new Date("2026-03-02T10:00:00+09:00");
const BORN = "1961-02-03";

const fixture = (name: string) => readFile(resolve(import.meta.dirname, "fixtures/paper", name));

/** Files that failed elsewhere, each with its right value. */
describe("a file of paper", () => {
  let database: PaperDesk["database"];
  let services: PaperDesk["services"];
  let clerk: number;
  let districts: PaperDesk["districts"];
  beforeAll(async () => {
    ({ database, services, clerk, districts } = await createPaperDesk());
  });
  afterAll(() => database.close());

  const drive = () => createDrive(database.db, services, { at: START, required: 5_000 });
  const upload = (matterId: number, file: Uint8Array) =>
    importMatched(services, file, { spaceId: FIRST_SPACE, matterId, clerkId: clerk, districts, at: LATER });
  /** Every line in its order: sheet, line, state, and what was read of it. */
  async function linesOf(matterId: number) {
    const reading = { spaceId: FIRST_SPACE, matterId, readerId: clerk, purpose: "시험", at: LATER };
    const entries = await readPaperLines(database.db, services.dataKeys, reading, {});
    const numbers = await readSheetNumbers(database.db, matterId);
    const { rows } = await database.pool.query<{ sheet_id: number; line: number; state: string }>(
      "select sheet_id, line, state from paper_line where matter_id = $1",
      [matterId],
    );
    const states = new Map(rows.map(({ sheet_id, line, state }) => [`${sheet_id}/${line}`, state]));
    return entries.flatMap(({ from, ...entry }: ListEntry) =>
      "sheet" in from
        ? [
            {
              ...entry,
              place: `${numbers.get(from.sheet)}/${from.line}`,
              state: states.get(`${from.sheet}/${from.line}`),
            },
          ]
        : [],
    );
  }
  const namesOf = async (matterId: number) => (await linesOf(matterId)).map(({ name }) => name);
  const whole = (counted: number) => ({
    counted,
    refused: 0,
    doubtful: 0,
    rejected: { count: 0 },
    faulty: { count: 0 },
  });

  test("CP949 with syllables beyond KS X 1001, and the same people in UTF-8: nobody counts again", async () => {
    const id = await drive();
    expect(await upload(id, await fixture("paper-cp949-uhc.csv"))).toMatchObject({
      ...whole(5),
      file: { encoding: "cp949", delimiter: "," },
    });
    const names = ["김똠이", "박쁄", "최펲수", "이민서", "서설믜"];
    expect(await namesOf(id)).toEqual(names);
    expect(await upload(id, await fixture("paper-utf8-uhc.csv"))).toMatchObject({
      counted: 0,
      refused: 5,
      count: 5,
    });
    expect(await namesOf(id)).toEqual([...names, ...names]);
  });

  test.each<[string, number]>([
    ["paper-sep.csv", 3],
    ["paper-utf16.txt", 3],
    ["paper-tab-comma-in-head.csv", 3],
    ["paper-semicolon-comma-in-head.csv", 3],
    ["paper-title-row.csv", 1],
    ["paper-empty-rows.csv", 3],
    ["paper-stray-quote.csv", 2],
    ["paper2-stray-quote-row25.csv", 39],
  ])("%s: all %i lines count", async (name, lines) => {
    const id = await drive();
    expect(await upload(id, await fixture(name))).toMatchObject({ ...whole(lines), count: lines });
  });

  test("a quote astray in row 2,362 costs no row of a file of 106 kB", async () => {
    const id = await drive();
    // Of sixty people, who stand in it over and over.
    const report = await upload(id, await fixture("paper2-stray-quote-large.csv"));
    expect(report).toMatchObject({ ...whole(60), refused: 2_310, file: { rows: 2_370 }, before: 0 });
  });

  test("a stray quote is taken as it was typed", async () => {
    const id = await drive();
    await upload(id, await fixture("paper-stray-quote.csv"));
    expect((await linesOf(id)).map(({ address }) => address)).toEqual([
      '한울시 솔밭길 7 "가"동',
      "한울시 솔밭길 7",
    ]);
  });

  test("a line break in a cell is a blank", async () => {
    const id = await drive();
    expect(await upload(id, await fixture("paper-linebreak-in-cell.csv"))).toMatchObject(whole(2));
    expect((await linesOf(id))[0]?.address).toBe("한울시 솔밭길 7 101동 202호");
  });

  test("marks of direction and spaces of no width are no part of a name", async () => {
    const id = await drive();
    expect(await upload(id, await fixture("paper-bidi.csv"))).toMatchObject({
      counted: 3,
      refused: 1,
      count: 3,
    });
    const lines = await linesOf(id);
    expect(lines.map(({ name }) => name)).toEqual(["방향가", "방향나", "영폭가", "영폭가"]);
    expect(lines[1]?.address).toBe("한울시 솔밭길 7");
  });

  test("hyphens, apostrophes, order and compatibility forms make no second person", async () => {
    const id = await drive();
    await upload(id, await fixture("paper-hanja.csv"));
    expect((await linesOf(id)).map(({ place, state }) => [place, state])).toEqual([
      ["918/1", "counted"],
      ["918/2", "refused"],
      ["918/3", "counted"],
      ["918/4", "counted"],
      ["918/5", "refused"],
      ["918/6", "counted"],
      ["918/7", "refused"],
    ]);
  });

  test.each([
    ["paper-fullwidth.csv", "916"],
    ["paper-merged-cells.csv", "911"],
  ])("%s: sheet and lines are known", async (name, sheet) => {
    const id = await drive();
    expect(await upload(id, await fixture(name))).toMatchObject(whole(3));
    expect((await linesOf(id)).map(({ place }) => place)).toEqual(
      [1, 2, 3].map((line) => `${sheet}/${line}`),
    );
  });

  test("dates: what names one day is read, the rest is kept as it was typed", async () => {
    const id = await drive();
    const report = await upload(id, await fixture("paper-dates.csv"));
    expect(report).toMatchObject({
      counted: 17,
      doubtful: 2,
      faulty: {
        count: 2,
        rows: [
          { row: 18, why: ["birthDate"] },
          { row: 19, why: ["birthDate"] },
        ],
      },
    });
    const lines = await linesOf(id);
    const unread = lines.filter(({ birthDate }) => birthDate !== BORN);
    expect(
      unread.map(({ place, birthDate, typed, name, address }) => ({
        place,
        birthDate,
        typed,
        name,
        address,
      })),
    ).toEqual([
      {
        place: "909/17",
        birthDate: null,
        typed: { birthDate: "03/02/1961" },
        name: "날짜17",
        address: "한울시 솔밭길 7",
      },
      {
        place: "909/18",
        birthDate: null,
        typed: { birthDate: "2-3-1961" },
        name: "날짜18",
        address: "한울시 솔밭길 7",
      },
    ]);
  });

  const HEAD = "서명부,줄,성명,생년월일,주소,지역,비고";
  const uploadText = (id: number, ...rows: string[]) => upload(id, Buffer.from([HEAD, ...rows].join("\n")));

  test("a bad cell takes no other with it: its line is known, and its person counts once", async () => {
    const id = await drive();
    const long = "가".repeat(301);
    const report = await uploadText(
      id,
      `1,1,김한울,${BORN},${long},없는동,대리`,
      `1,2,김한울,${BORN},솔밭길 7,,`,
      "1,3,이한울,모름,솔밭길 7,,",
      `1,4,박?울,${BORN},솔밭길 7,,`,
    );
    expect(report).toMatchObject({
      counted: 0,
      doubtful: 4,
      faulty: {
        rows: [
          { row: 2, why: ["address"] },
          { row: 3, why: ["same-person"] },
          { row: 4, why: ["birthDate"] },
          { row: 5, why: ["name"] },
        ],
      },
    });
    expect(await linesOf(id)).toMatchObject([
      {
        name: "김한울",
        birthDate: BORN,
        address: null,
        typed: { address: long, district: "없는동", note: "대리" },
      },
      { name: "김한울", birthDate: BORN, address: "솔밭길 7" },
      { name: "이한울", birthDate: null, address: "솔밭길 7", typed: { birthDate: "모름" } },
      { name: "박?울", birthDate: BORN, address: "솔밭길 7" },
    ]);
    const { rows } = await database.pool.query(
      "select match_hash is null as nobody, reasons from paper_line where matter_id = $1 order by line",
      [id],
    );
    expect(rows).toEqual([
      { nobody: false, reasons: ["unreadable"] },
      { nobody: false, reasons: ["signed-on-paper"] },
      { nobody: true, reasons: ["unreadable"] },
      { nobody: true, reasons: ["unreadable"] },
    ]);
  });

  test("the number of a resident is not kept, its date is read", async () => {
    const id = await drive();
    await uploadText(id, "1,1,김한울,610203-1234567,솔밭길 7,,");
    const [line] = await linesOf(id);
    expect(line).toMatchObject({ birthDate: BORN, typed: { birthDate: "610203-1******" } });
  });

  test("rows that are not entered are named by their own numbers, each with its reason", async () => {
    const id = await drive();
    const report = await uploadText(
      id,
      `1,1,가가가,${BORN},솔밭길 7,,`,
      ",,,,,,",
      `1,2,나\uFFFD나,${BORN},솔밭길 7,,`,
      `1,3,다다다,${BORN},"솔밭길 7\n8",,`,
      `1,4,라\u0007라,${BORN},솔밭길 7,,`,
      `한장,1,마마마,${BORN},솔밭길 7,,`,
      `,2,바바바,${BORN},솔밭길 7,,`,
      `2,한줄,사사사,${BORN},솔밭길 7,,`,
      `2,1,아아아,${BORN},솔밭길 7,,`,
      `1,1,자자자,${BORN},솔밭길 7,,`,
      `2,2,차차차,${BORN},${"가".repeat(20_000)},,`,
    );
    expect(report).toMatchObject({ counted: 3, sheets: 2, file: { rows: 10 }, rejected: { count: 7 } });
    expect(report.rejected.rows).toEqual([
      { row: 4, why: "characters" },
      { row: 6, why: "characters" },
      { row: 7, why: "no-sheet" },
      { row: 8, why: "no-sheet" },
      { row: 9, why: "no-line" },
      { row: 11, why: "same-line" },
      { row: 12, why: "too-long" },
    ]);
    expect(await namesOf(id)).toEqual(["가가가", "다다다", "아아아"]);
  });

  test("more rows than a list has are refused before anything is entered", async () => {
    const id = await drive();
    const file = [HEAD, ...Array.from({ length: 200_001 }, () => `1,1,가,${BORN},나,,`)].join("\n");
    await expect(upload(id, Buffer.from(file))).rejects.toMatchObject({
      code: "invalid-input",
      details: { faults: [{ field: "file", code: "too-many-rows", values: { max: 200_000 } }] },
    });
    expect(await linesOf(id)).toEqual([]);
  });

  test("what is no table at all is refused", async () => {
    const id = await drive();
    for (const file of ["", "안녕하세요", "\u0000\u0001\u0002"])
      await expect(upload(id, Buffer.from(file))).rejects.toMatchObject({
        details: { faults: [{ field: "file", code: "required" }] },
      });
  });

  test("the register's extract goes through the same reader", async () => {
    const id = await drive();
    const options = {
      spaceId: FIRST_SPACE,
      matterId: id,
      clerkId: clerk,
      districts,
      mode: "replace",
      at: LATER,
    } as const;
    expect(await uploadRegister(services, await fixture("paper-cp949-uhc.csv"), options)).toMatchObject({
      people: 5,
      unreadable: { count: 0 },
    });
    const dates = await uploadRegister(services, await fixture("paper-dates.csv"), {
      ...options,
      mode: "add",
    });
    expect(dates).toMatchObject({
      people: 22,
      unreadable: {
        rows: [
          { row: 18, why: "birthDate" },
          { row: 19, why: "birthDate" },
        ],
      },
    });
    await uploadRegister(services, await fixture("paper-hanja.csv"), { ...options, mode: "add" });
    const line = (number: number, name: string) => ({
      line: number,
      name,
      birthDate: number === 1 ? "1961. 2. 3." : BORN,
      address: "솔밭길 7",
      district: "",
      unreadable: false,
      unsigned: false,
    });
    const entered = await enterMatched(services, {
      ...{
        spaceId: FIRST_SPACE,
        matterId: id,
        clerkId: clerk,
        sheet: 1,
        source: "hand",
        districts,
        at: LATER,
      },
      lines: [line(1, "김 똠이"), line(2, "Connor O'Brien"), line(3, "김또미")],
    });
    expect(entered).toMatchObject({ counted: 2, doubtful: 1 });
  });

  test("the counter is what the rows say, whatever was entered", async () => {
    const id = await drive();
    for (const name of ["paper-hanja.csv", "paper-dates.csv", "paper-bidi.csv", "paper-hanja.csv"])
      await upload(id, await fixture(name));
    const { paper } = await countSigned(database.db, id);
    expect((await driveOf(database.db, id)).support_count).toBe(paper);
    expect(paper).toBe(4 + 17 + 3);
  });
});
