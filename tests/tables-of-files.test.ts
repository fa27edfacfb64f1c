import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readNumber } from "#app/domain/kinds/drive/read-number.ts";
import { csvRow } from "#app/platform/csv.ts";
import { decodeFile } from "#app/platform/decode-file.ts";
import { decodeText } from "#app/platform/decode-text.ts";
import { readTable } from "#app/platform/table.ts";

const NAMES = {
  sheet: ["서명부", "sheet"],
  name: ["성명", "name"],
  address: ["주소"],
  note: ["비고"],
} as const;
type Column = keyof typeof NAMES;

function open(file: string | Uint8Array, needed: readonly Column[] = ["sheet", "name"]) {
  const read = readTable<Column>(typeof file === "string" ? Buffer.from(file) : file, NAMES, needed);
  if ("missing" in read) throw new Error(`There is no ${read.missing.join(", ")}.`);
  return read.table;
}
const cellsOf = (file: string | Uint8Array) =>
  [...open(file).rows].flatMap(({ row, fault, isEmpty, cell }) => {
    if (isEmpty) return [];
    return [fault ? [row, fault] : [row, cell("sheet"), cell("name"), cell("address")]];
  });

describe("the encoding of a file", () => {
  const text = "서명부,성명\r\n1,김똠이\r\n2,최펲수\r\n";
  const bigEndian = (of: string) => Buffer.from(of, "utf16le").swap16();

  test.each<[string, Uint8Array, string]>([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${text}`), "utf-8"],
    ["CP949", iconv.encode(text, "cp949"), "cp949"],
    ["UTF-16, little end first", Buffer.from(`\uFEFF${text}`, "utf16le"), "utf-16"],
    ["UTF-16, big end first", bigEndian(`\uFEFF${text}`), "utf-16"],
    ["UTF-16 without a mark", Buffer.from(text, "utf16le"), "utf-16"],
    ["the same, big end first", bigEndian(text), "utf-16"],
  ])("%s is known and read whole", (_, file, encoding) => {
    expect(open(file).encoding).toBe(encoding);
    expect(cellsOf(file).map(([, , name]) => name)).toEqual(["김똠이", "최펲수"]);
  });

  test("every syllable of Hangul survives CP949", () => {
    const all = Array.from({ length: 11_172 }, (_, index) => String.fromCodePoint(0xac00 + index)).join("");
    expect(decodeText(iconv.encode(all, "cp949"))).toEqual({ text: all, encoding: "cp949" });
  });

  test("one damaged byte makes no other code page of a file, and loses its own row alone", () => {
    const file = Buffer.from("서명부,성명\n1,김가\n2,김나\n3,김다\n");
    const damaged = Buffer.concat([file.subarray(0, -3), Buffer.from([0xff]), file.subarray(-1)]);
    expect(open(damaged).encoding).toBe("utf-8");
    expect(cellsOf(damaged)).toEqual([
      [2, "1", "김가", ""],
      [3, "2", "김나", ""],
      [4, "characters"],
    ]);
  });
});

describe("the rows of a file", () => {
  test.each<[string, string, unknown[]]>([
    ["a title above the head", "서명부 (한울시),,\n서명부,성명,주소\n1,가,나\n", [[3, "1", "가", "나"]]],
    ["Excel's line for the separator", "sep=;\r\n서명부;성명;주소\r\n1;가;나\r\n", [[2, "1", "가", "나"]]],
    ["a separator that is none of the usual", "sep=^\n서명부^성명^주소\n1^가^나\n", [[2, "1", "가", "나"]]],
    ["tabs, with commas in the head", "서명부\t성명\t비고 (가, 나)\n1\t가\t\n", [[2, "1", "가", ""]]],
    ["semicolons, with commas in a cell", "서명부;성명;주소\n1;가;나, 다\n", [[2, "1", "가", "나, 다"]]],
    ["a head in quotes and with remarks", '"서 명부*","성명(한글)"\n1,가\n', [[2, "1", "가", ""]]],
    ["a head over two lines", '"서명\n부",성명\n1,가\n', [[2, "1", "가", ""]]],
    [
      "empty rows, which count for the numbers",
      "서명부,성명\n,\n\n1,가\n , \n2,나\n",
      [
        [4, "1", "가", ""],
        [6, "2", "나", ""],
      ],
    ],
    [
      "line breaks of a Mac",
      "서명부,성명\r1,가\r2,나",
      [
        [2, "1", "가", ""],
        [3, "2", "나", ""],
      ],
    ],
    ["quoted cells", '서명부,성명,주소\n"1","가 ""나"" 다"  ,"라, 마"\n', [[2, "1", '가 "나" 다', "라, 마"]]],
    [
      "a line break in a cell, which is one row",
      '서명부,성명,주소\n1,가,"나\n다"\n2,라,마\n',
      [
        [2, "1", "가", "나\n다"],
        [3, "2", "라", "마"],
      ],
    ],
    [
      "a line break in the first cell",
      '서명부,성명,주소\n"1\n",가,나\n2,라,마\n',
      [
        [2, "1", "가", "나"],
        [3, "2", "라", "마"],
      ],
    ],
    [
      "quotes within a cell",
      '서명부,성명,주소\n1,가,7 "나"동\n2,다,라\n',
      [
        [2, "1", "가", '7 "나"동'],
        [3, "2", "다", "라"],
      ],
    ],
    [
      "quotes that begin a cell and do not end it",
      '서명부,성명,주소\n1,가,"나"동 7\n2,다,라\n',
      [
        [2, "1", "가", '"나"동 7'],
        [3, "2", "다", "라"],
      ],
    ],
    [
      "a quote that never ends",
      '서명부,성명,주소\n1,"가,나\n2,다,라\n3,마,바\n',
      [
        [2, "1", '"가', "나"],
        [3, "2", "다", "라"],
        [4, "3", "마", "바"],
      ],
    ],
    [
      "one that another row's quotes would end",
      '서명부,성명,주소\n1,"가,나\n2,"다, 라",마\n3,바,"사"\n',
      [
        [2, "1", '"가', "나"],
        [3, "2", "다, 라", "마"],
        [4, "3", "바", "사"],
      ],
    ],
    [
      "one at the end of the file",
      '서명부,성명,주소\n1,가,나\n2,다,"라',
      [
        [2, "1", "가", "나"],
        [3, "2", "다", '"라'],
      ],
    ],
    [
      "quoted commas in a row that is shorter than its head",
      '서명부,성명,주소,비고\n1,"가, 나",다\n',
      [[2, "1", "가, 나", "다"]],
    ],
    [
      "a row that is too long",
      `서명부,성명\n1,${"가".repeat(20_001)}\n2,나\n`,
      [
        [2, "too-long"],
        [3, "2", "나", ""],
      ],
    ],
    [
      "controls and lost characters",
      "서명부,성명\n1,가\u0007\n2,\uFFFD나\n3,다\u0085라\n4,\u009f\n",
      [
        [2, "characters"],
        [3, "characters"],
        [4, "3", "다\u0085라", ""],
        [5, "characters"],
      ],
    ],
    ["nothing below the head", "서명부,성명\n", []],
  ])("%s", (_, file, rows) => expect(cellsOf(file)).toEqual(rows));

  test("without its columns it is not the table that is asked for", () => {
    expect(readTable<Column>(Buffer.from("성명,주소\n가,나\n"), NAMES, ["sheet", "name"])).toEqual({
      missing: ["sheet"],
    });
    expect(readTable<Column>(Buffer.from(""), NAMES, ["sheet"])).toEqual({ missing: ["sheet"] });
  });

  test("what csvRow writes is read again as it was", () => {
    // Trimmed, as cells are, and with nothing that csvRow makes harmless. Separators or line breaks: a cell with both
    // can have a line that is a row by itself, and then is taken for a quote that never ended.
    const of = (signs: string) =>
      fc.string({ unit: fc.constantFrom(...signs.split("")), maxLength: 12 }).map((text) => `가${text}나`);
    const cell = fc.oneof(of("가나 \"',;7"), of("가나 \"';\n7"));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const file = [["서명부", "성명", "주소"], ...rows].map(csvRow).join("");
        expect(cellsOf(file).map(([, ...cells]) => cells)).toEqual(rows);
      }),
    );
  });

  test("the reader's own cases are there as they came", async () => {
    const file = await readFile(resolve(import.meta.dirname, "fixtures/paper/paper2-stray-quote-large.csv"));
    const rows = [...open(file, ["sheet", "name", "address"]).rows];
    expect(rows).toHaveLength(2_370);
    expect(rows.find(({ row }) => row === 2_362)?.cell("address")).toBe('한울시 솔밭길 7 "가"동');
  });
});

describe("a number of a sheet or a line", () => {
  test.each<[string, number | undefined]>([
    ["916", 916],
    ["９１６", 916],
    ["2.0", 2],
    ["3번", 3],
    ["제 3 호", 3],
    ["No. 3", 3],
    ["#3", 3],
    ["3.", 3],
    ["1,234", 1234],
    ["\u200b7", 7],
    ["", undefined],
    ["0", undefined],
    ["-1", undefined],
    ["2.5", undefined],
    ["3-4", undefined],
    ["x", undefined],
    ["100001", undefined],
  ])("%s is %s", (typed, number) => expect(readNumber(typed, 100_000)).toBe(number));
});

describe("a file of 10 MB", () => {
  /** Threads that begin while something is done. */
  async function threadsOf<T>(work: () => Promise<T>): Promise<{ threads: number; result: T }> {
    let threads = 0;
    const count = () => {
      threads += 1;
    };
    process.on("worker", count);
    try {
      return { result: await work(), threads };
    } finally {
      process.off("worker", count);
    }
  }
  const row = "1,홍길동,1980-03-02,똠방로 12\r\n";
  const large = row.repeat(Math.ceil(10_000_000 / iconv.encode(row, "cp949").length));

  test.each<[string, Uint8Array, string]>([
    ["CP949", iconv.encode(large, "cp949"), "cp949"],
    ["UTF-8", Buffer.from(large), "utf-8"],
    ["UTF-16", Buffer.from(`\uFEFF${large}`, "utf16le"), "utf-16"],
  ])("in %s is decoded in a thread of its own, as a small one is where it is", async (_, bytes, encoding) => {
    const { threads, result } = await threadsOf(() => decodeFile(bytes));
    expect([threads, result.encoding]).toEqual([1, encoding]);
    expect(result.text === large).toBe(true);
  });

  test("others are served meanwhile; a small one takes no thread", async () => {
    let turns = 0;
    const immediate = () => {
      turns += 1;
      next = setImmediate(immediate);
    };
    let next = setImmediate(immediate);
    await decodeFile(iconv.encode(large, "cp949"));
    clearImmediate(next);
    expect(turns).toBeGreaterThan(100);
    expect(await threadsOf(() => decodeFile(iconv.encode(row, "cp949")))).toEqual({
      threads: 0,
      result: { text: row, encoding: "cp949" },
    });
  });
});
