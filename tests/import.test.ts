import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { categoryTable } from "#app/domain/import/categories.ts";
import { capped, cleanLine, cleanText, unmarked } from "#app/domain/import/clean-text.ts";
import { readFieldMap } from "#app/domain/import/fields.ts";
import { type ImportWatch, importFile } from "#app/domain/import/import-file.ts";
import { openLineFile } from "#app/domain/import/lines.ts";
import { readPetition } from "#app/domain/import/petition.ts";
import { dayIn } from "#app/domain/import/read-values.ts";
import { describeRefusal } from "#app/domain/import/refusals.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { systemClock } from "#app/platform/clock.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { programOf } from "./support/program.ts";
import { setUpHaetsal } from "./support/second-space.ts";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase("city");
  folder = await mkdtemp(join(tmpdir(), "gonggam-import-"));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** A petition as the archive has them; made up. */
const petition = (id: number, changes: Record<string, unknown> = {}) => ({
  category: "교통/건축/국토",
  begin: "2019-04-01",
  end: "2019-05-01",
  content: `${id}번 정류장에 그늘이 필요합니다.`,
  num_agree: id * 10,
  petition_idx: String(id),
  status: "청원종료",
  title: `정류장 그늘막 ${id}`,
  ...changes,
});

const petitions = (count: number) => Array.from({ length: count }, (_, index) => petition(index + 1));

let files = 0;
async function fileOf(content: Buffer | unknown[], name = `${++files}.jsonl`): Promise<string> {
  const path = join(folder, name);
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(content.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  await writeFile(path, bytes);
  return path;
}

let sources = 0;
const newSource = () => `source-${++sources}`;

async function run(
  path: string,
  source: string,
  more: { map?: string[]; watch?: Partial<ImportWatch> } = {},
) {
  const directory = await directoryOf(database.db);
  const reasons: string[] = [];
  const labels: string[] = [];
  const settings = {
    spaceId: directory.space.id,
    source,
    fields: readFieldMap(more.map ?? []),
    categories: categoryTable(directory.categories.map(({ code }) => code)),
  };
  const result = await importFile(database.db, await openLineFile(path), settings, {
    clock: systemClock,
    onRefused: (line, refusal) => reasons.push(`${line}: ${describeRefusal(refusal)}`),
    onUnknownLabel: (label) => labels.push(label),
    ...more.watch,
  });
  return { ...result, reasons, labels };
}

const mattersOf = (source: string) =>
  database.db.selectFrom("matter").selectAll().where("source", "=", source).orderBy("id").execute();

const linesOf = (source: string) =>
  database.db
    .selectFrom("event")
    .innerJoin("matter", "matter.id", "event.matter_id")
    .select(["event.matter_id", "event.kind", "event.data"])
    .where("matter.source", "=", source)
    .orderBy("event.seq")
    .execute();

describe("a file", () => {
  test("is taken over as closed proposals of its source, each with one line in the ledger", async () => {
    const source = newSource();
    const result = await run(await fileOf(petitions(3)), source);
    expect(result).toMatchObject({ lines: 3, imported: 3, alreadyThere: 0, refused: 0, end: "whole" });
    const matters = await mattersOf(source);
    expect(matters.map(({ title, source_id }) => [title, source_id])).toEqual([
      ["정류장 그늘막 1", "1"],
      ["정류장 그늘막 2", "2"],
      ["정류장 그늘막 3", "3"],
    ]);
    expect(matters[0]).toMatchObject({
      kind: "proposal",
      state: "closed",
      author_id: null,
      rule_set_id: null,
      category: "transport",
      district: null,
      language: "ko",
      body: "1번 정류장에 그늘이 필요합니다.",
    });
    expect(await linesOf(source)).toEqual(
      matters.map(({ id, imported_count, title, body }) => ({
        matter_id: id,
        kind: "imported",
        data: { source, count: imported_count, text: hashTexts({ title, body }) },
      })),
    );
    expect((await verifyLedger(database.db, LEDGER_CHECKS, 1)).holds).toBe(true);
  });

  test("may be gzip or plain, whatever it is called", async () => {
    const lines = Buffer.from(
      petitions(3)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(""),
    );
    expect(await run(await fileOf(gzipSync(lines), "packed.jsonl"), newSource())).toMatchObject({
      imported: 3,
    });
    expect(await run(await fileOf(lines, "plain.gz"), newSource())).toMatchObject({ imported: 3 });
    // two archives put one after the other are one archive
    const joined = Buffer.concat([
      gzipSync(lines),
      gzipSync(`${JSON.stringify(petition(4))}\r\n\r\n${JSON.stringify(petition(5))}`),
    ]);
    expect(await run(await fileOf(joined), newSource())).toMatchObject({ imported: 5, lines: 6 });
  });

  test("that is empty is nothing, one that is missing is an error for people", async () => {
    expect(await run(await fileOf([]), newSource())).toMatchObject({ lines: 0, imported: 0, end: "whole" });
    await expect(openLineFile(join(folder, "nowhere.gz"))).rejects.toThrow(
      /nowhere\.gz cannot be read: there is no such file/,
    );
    await expect(openLineFile(folder)).rejects.toThrow(/it is not a file/);
  });

  test("that breaks off gives what came before the break", async () => {
    const source = newSource();
    // Noise does not pack: half of the archive is about half of the lines.
    const noise = () => Array.from({ length: 2_000 }, () => Math.random().toString(36)).join("");
    const lines = petitions(40).map((line) => `${JSON.stringify({ ...line, content: noise() })}\n`);
    const packed = gzipSync(lines.join(""));
    const cut = await run(await fileOf(packed.subarray(0, packed.length / 2)), source);
    expect(cut.end).toEqual({ broken: "unexpected end of file" });
    expect(cut.imported).toBeGreaterThan(0);
    expect(cut.imported).toBeLessThan(40);
    const whole = await run(await fileOf(packed), source);
    expect(whole).toMatchObject({ imported: 40 - cut.imported, alreadyThere: cut.imported, end: "whole" });
  });
});

test("a bad line is named by number and reason, and stops nothing", async () => {
  const source = newSource();
  const line = (changes: Record<string, unknown>) => Buffer.from(JSON.stringify(petition(9, changes)));
  const half = Buffer.from(JSON.stringify(petition(9)));
  const bad: [Buffer, string][] = [
    [Buffer.from("{title: 1}"), "it is not JSON"],
    [Buffer.from('["a"]'), "it is JSON, but not an object"],
    [Buffer.from("null"), "it is JSON, but not an object"],
    [half.subarray(0, half.length - 20), "it is not JSON"],
    [Buffer.concat([half, Buffer.from([0xed, 0xa0, 0x80])]), "it is not UTF-8"],
    [Buffer.from("\ufeff제목", "utf16le"), "it is not UTF-8"],
    [line({ content: "가".repeat(1_500_000) }), "it is longer than 4 MiB"],
    [line({ content: "가".repeat(100_001) }), "content is longer than 100,000 characters"],
    [line({ title: undefined }), "title is missing"],
    [line({ title: " \u0007\n" }), "title is missing"],
    [line({ title: 7 }), "title is not text"],
    [line({ content: null }), "content is missing"],
    [line({ begin: "2019-02-30" }), "begin is not a day of the calendar as YYYY-MM-DD"],
    [line({ begin: "19.02.03" }), "begin is not a day of the calendar as YYYY-MM-DD"],
    [line({ begin: "2019.02.30" }), "begin is not a day of the calendar as YYYY-MM-DD"],
    [line({ num_agree: "1,23" }), "num_agree is not a whole number from 0 to 2,147,483,647"],
    [line({ end: undefined }), "end is missing"],
    [line({ end: "2019-03-31" }), "end is before its beginning"],
    [line({ num_agree: -1 }), "num_agree is not a whole number from 0 to 2,147,483,647"],
    [line({ num_agree: 2 ** 31 }), "num_agree is not a whole number from 0 to 2,147,483,647"],
    [line({ num_agree: "많음" }), "num_agree is not a whole number from 0 to 2,147,483,647"],
    [line({ num_agree: undefined }), "num_agree is missing"],
    [line({ petition_idx: undefined }), "petition_idx is missing"],
    [line({ petition_idx: "" }), "petition_idx is missing"],
    [
      line({ petition_idx: "x".repeat(101) }),
      "petition_idx is not an id: text of 1 to 100 characters, or a whole number",
    ],
    [
      line({ petition_idx: 2 ** 60 }),
      "petition_idx is not an id: text of 1 to 100 characters, or a whole number",
    ],
  ];
  const good = (id: number) => Buffer.from(JSON.stringify(petition(id)));
  // the good ones stand between the bad ones, after a blank line
  const content = [good(1), Buffer.from("  "), ...bad.map(([bytes]) => bytes), good(2)];
  const path = await fileOf(Buffer.concat(content.flatMap((bytes) => [bytes, Buffer.from("\n")])));
  const result = await run(path, source);
  expect(result.reasons).toEqual(bad.map(([, reason], index) => `${index + 3}: ${reason}`));
  expect(result).toMatchObject({ lines: bad.length + 3, imported: 2, refused: bad.length, end: "whole" });
  expect((await mattersOf(source)).map(({ source_id }) => source_id)).toEqual(["1", "2"]);
  // again: nothing is written, everything is said
  const again = await run(path, source);
  expect(again).toMatchObject({ imported: 0, alreadyThere: 2, refused: bad.length });
  expect(again.reasons).toEqual(result.reasons);
});

test("the dialects of other services are read", async () => {
  const source = newSource();
  const path = join(import.meta.dirname, "fixtures/import-dialects.jsonl");
  const result = await run(path, source);
  expect(result.reasons).toEqual(["12: title is missing"]);
  const rows = Object.fromEntries((await mattersOf(source)).map((row) => [row.source_id, row]));
  for (const id of ["f1", "f2", "f3", "f4"])
    expect([id, rows[id]?.opened_at.toISOString(), rows[id]?.closes_at.toISOString()]).toEqual([
      id,
      "2019-06-30T15:00:00.000Z",
      "2019-07-31T14:59:59.999Z",
    ]);
  expect(["f5", "f6", "f7"].map((id) => rows[id]?.imported_count)).toEqual([1234, 1234, 1234]);
  expect(rows.f8?.body).toBe('첫 줄\n둘째 줄\n<셋째> & \u00a0끝 <a href="https://a.example.kr">링크</a>');
  expect(rows.f9?.title).toBe("제목 \"따옴\" & '표'");
  expect(rows.f10?.title).toBe("조합형 제목 시험".normalize("NFC"));
  expect(rows.f11?.body).toBe("2019. 7. 1. 접수\n2019. 8. 2. 답변\n[출처]: https://a.example.kr/자료");
  expect(rows.f13?.body).toBe("줄\\n바꿈 리터럴\\r\\n둘째");
  expect(rows.f14?.body).toBe("안녕~~ 반가워요~~ **시민(주민)**은");
  expect([rows.f15?.title, rows.f15?.body]).toEqual(["가나", "널문자"]);
});

test.each<[string, string]>([
  ["2019. 7. 1.", "2019-07-01"],
  ["2019/07/01", "2019-07-01"],
  ["2019년 7월 1일", "2019-07-01"],
  ["2019-07-01 23:30:00", "2019-07-01"],
  ["2019-07-01T23:30", "2019-07-01"],
  ["2019-06-30T20:00:00Z", "2019-07-01"],
  ["19.07.01", "19.07.01"],
  ["2019-07", "2019-07"],
  ["201907011", "201907011"],
])("the day that %s names", (written, day) => {
  expect(dayIn(written)).toBe(day);
});

test.each<[string, string]>([
  ["&lt;b&gt; &amp;amp; &#39;", "<b> &amp; '"],
  ["/?a=1&copy=2&lt=3", "/?a=1&copy=2&lt=3"],
  ["가<BR />나<br>다", "가\n나\n다"],
  ["3 < 5, 7 > 2", "3 < 5, 7 > 2"],
])("%s of a page is the text that it showed", (page, text) => {
  expect(unmarked(page)).toBe(text);
});

test("whatever JSON brings is a petition or a reason", () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("2019-04-01", "1e3", " 7 ", -0, 1.5, "\ud800"));
  const names = Object.keys(petition(1));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, "__proto__"), odd), (changes) => {
      const line = Buffer.from(JSON.stringify({ ...petition(1), ...changes }));
      const reading = readPetition(line, readFieldMap([]));
      if (reading && "refusal" in reading) expect(reading.refusal.field).not.toBeNull();
      else expect(reading?.petition.count).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});

describe("fields", () => {
  test("are found under the names that the file gives them", async () => {
    const source = newSource();
    const { title, content, petition_idx, num_agree, ...rest } = petition(1);
    const path = await fileOf([
      { ...rest, subject: title, constructor: content, no: 77, votes: String(num_agree) },
    ]);
    // the wrong map first: it refuses the line and must not make the file "done"
    expect((await run(path, source)).reasons).toEqual(["1: petition_idx is missing"]);
    const map = ["title=subject", "content=constructor", "petition_idx=no", "num_agree=votes"];
    expect(await run(path, source, { map })).toMatchObject({ imported: 1 });
    expect(await mattersOf(source)).toMatchObject([
      { title, body: content, source_id: "77", imported_count: num_agree },
    ]);
    expect((await run(await fileOf([{}]), source, { map })).reasons).toEqual(["1: no is missing"]);
  });

  test("of a map must be ours", () => {
    expect(() => readFieldMap(["name=subject"])).toThrow(/field is one of title, content/);
    expect(() => readFieldMap(["title"])).toThrow(/write field=theirField/);
    expect(readFieldMap(["title=a=b"]).title).toBe("a=b");
  });

  test("text is NFC, without controls, and a long title ends in an ellipsis", async () => {
    const source = newSource();
    const content = "첫 줄\r\n둘째\u0000 줄\u202e ".normalize("NFD");
    await run(await fileOf([petition(1, { title: `  ${"👍🏽".repeat(150)}`, content })]), source);
    const [matter] = await mattersOf(source);
    expect(matter?.body).toBe("첫 줄\n둘째 줄");
    expect(matter?.title).toBe(`${"👍🏽".repeat(99)}…`);
    expect(cleanLine(" 한\n줄\t의\u2028 제목 ")).toBe("한 줄 의 제목");
    expect(cleanText("\ud83d 반쪽")).toBe("\ufffd 반쪽");
    expect(capped("가".repeat(200), 200)).toBe("가".repeat(200));
  });

  test("dates are days in Seoul", async () => {
    const source = newSource();
    await run(await fileOf([petition(1, { begin: "2019-04-01", end: "2019-04-01" })]), source);
    const [matter] = await mattersOf(source);
    expect(matter?.opened_at.toISOString()).toBe("2019-03-31T15:00:00.000Z");
    expect(matter?.closes_at.toISOString()).toBe("2019-04-01T14:59:59.999Z");
    expect(matter?.ended_at).toEqual(matter?.closes_at);
    for (const day of [
      "2019-02-29",
      "2019-13-01",
      "2019-00-10",
      "2019-4-1",
      "20190401",
      "2019-04-01T00:00",
    ]) {
      expect(startOfSeoulDay(day)).toBeUndefined();
    }
    expect(startOfSeoulDay("2020-02-29")?.toISOString()).toBe("2020-02-28T15:00:00.000Z");
  });

  test("the count stays an imported count and is never support", async () => {
    const source = newSource();
    await run(await fileOf([petition(1, { num_agree: 123_456 })]), source);
    const [matter] = await mattersOf(source);
    expect(matter).toMatchObject({
      imported_count: 123_456,
      support_count: 0,
      support_serial: 0,
      next_threshold: null,
    });
    for (const table of ["support", "threshold", "duty", "support_day"] as const) {
      const rows = await database.db
        .selectFrom(table)
        .select("matter_id")
        .where("matter_id", "=", matter?.id ?? 0)
        .execute();
      expect(rows).toEqual([]);
    }
  });

  test("the other service's categories go to ours by a table", async () => {
    const source = newSource();
    const labels = ["안전/환경", "행정".normalize("NFD"), "우주", undefined, "*"];
    const { labels: unknown } = await run(
      await fileOf(labels.map((category, index) => petition(index + 1, { category }))),
      source,
    );
    expect((await mattersOf(source)).map(({ category }) => category)).toEqual([
      "safety",
      "planning",
      "other",
      "other",
      "other",
    ]);
    expect(unknown).toEqual(["우주", "", "*"]);

    const own = categoryTable(["transport", "sky"], { 우주: "sky", "*": "transport" });
    expect(own.codeOf("우주")).toEqual({ code: "sky", known: true });
    expect(own.codeOf("행정")).toEqual({ code: "transport", known: true });
    expect(() => categoryTable(["transport"], { 우주: "sky" })).toThrow(/"우주" goes to "sky"/);
    expect(() => categoryTable(["transport"])).toThrow(/no category "other"/);
  });
});

describe("again", () => {
  test("a finished run writes nothing; a changed file adds what is new", async () => {
    const source = newSource();
    const path = await fileOf([...petitions(3), petition(2, { title: "같은 번호" })]);
    expect(await run(path, source)).toMatchObject({ imported: 3, alreadyThere: 1 });
    const before = await database.db.selectFrom("ledger_head").selectAll().executeTakeFirstOrThrow();
    expect(await run(path, source)).toMatchObject({ imported: 0, alreadyThere: 4 });
    expect(await database.db.selectFrom("ledger_head").selectAll().executeTakeFirstOrThrow()).toEqual(before);

    const changed = await fileOf([petition(4), petition(1, { num_agree: 999 }), petition(2)]);
    expect(await run(changed, source)).toMatchObject({ imported: 1, alreadyThere: 2 });
    expect((await mattersOf(source)).map(({ imported_count }) => imported_count)).toEqual([10, 20, 30, 40]);
    // the same ids of another service are other petitions
    expect(await run(changed, newSource())).toMatchObject({ imported: 3 });
  });

  test("a run that was cut off goes on where it stopped", async () => {
    const source = newSource();
    const lines: unknown[] = petitions(1_300);
    lines[600] = "{";
    const path = await fileOf(lines);
    const stop = new AbortController();
    const cut = await run(path, source, { watch: { signal: stop.signal, onProgress: () => stop.abort() } });
    expect(cut).toMatchObject({ lines: 500, imported: 500, end: "stopped" });
    expect(await mattersOf(source)).toHaveLength(500);

    // and one that dies in the middle of a batch
    let batches = 0;
    const dying = { now: () => (++batches > 1 ? raise() : new Date()) };
    await expect(run(path, source, { watch: { clock: dying } })).rejects.toThrow("the power is gone");
    expect(await mattersOf(source)).toHaveLength(999);

    const rest = await run(path, source);
    expect(rest).toMatchObject({ lines: 1_300, imported: 300, alreadyThere: 999, refused: 1, end: "whole" });
    expect(rest.reasons).toEqual(["601: it is not JSON"]);
    const matters = await mattersOf(source);
    expect(new Set(matters.map(({ source_id }) => source_id)).size).toBe(1_299);
    expect(matters.reduce((sum, { imported_count }) => sum + (imported_count ?? 0), 0)).toBe(
      petitions(1_300).reduce((sum, { num_agree }) => sum + num_agree, 0) - 6_010,
    );
    expect(await linesOf(source)).toHaveLength(1_299);
    expect((await verifyLedger(database.db, LEDGER_CHECKS, 1)).holds).toBe(true);
  });

  test("two processes on one file import each petition once", async () => {
    const source = newSource();
    const path = await fileOf(petitions(1_200));
    const results = await Promise.all([run(path, source), run(path, source)]);
    expect(results.reduce((sum, { imported }) => sum + imported, 0)).toBe(1_200);
    expect(await linesOf(source)).toHaveLength(1_200);
    expect((await verifyLedger(database.db, LEDGER_CHECKS, 1)).holds).toBe(true);
  });
});

describe("the command", () => {
  const command = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const child = execFile(
        process.execPath,
        [programOf("app/commands/import.ts"), ...args],
        { env: { PATH: process.env.PATH, NODE_ENV: "production", DATABASE_URL: database.url } },
        (_, stdout, stderr) => done({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  test("sums up on the standard output, names bad lines on the standard error, and ends with 0", async () => {
    const source = newSource();
    const path = await fileOf([petition(1), "{", petition(2, { category: "우주" })]);
    const { code, stdout, stderr } = await command(path, "--source", source);
    expect(stderr).toBe(`${path}:2: it is not JSON\n`);
    expect(stdout).toMatch(/Imported +2\nAlready there +0\nRefused +1\n/);
    expect(stdout).toContain("우주 ×1");
    expect(code).toBe(0);
  });

  test("ends with 1 when a file is missing, before anything is written, or no line could be read", async () => {
    const source = newSource();
    const missing = await command(await fileOf(petitions(2)), "nowhere.jsonl", "--source", source);
    expect(missing).toMatchObject({
      code: 1,
      stderr: "nowhere.jsonl cannot be read: there is no such file.\n",
    });
    expect(await mattersOf(source)).toEqual([]);
    expect((await command(await fileOf(["{", "["]), "--source", source)).code).toBe(1);
  });

  test("--space takes them over into that space, and one that is not there takes nothing", async () => {
    const { space } = await setUpHaetsal(database.db);
    const source = newSource();
    const categories = await fileOf(['{"*": "living"}']);
    const of = async (code: string) =>
      command(await fileOf(petitions(2)), "--source", source, "--categories", categories, "--space", code);
    expect(await of("nowhere")).toMatchObject({ code: 1 });
    expect(await of(space.code)).toMatchObject({ code: 0, stderr: "" });
    const rows = database.db.selectFrom("matter").select("space_id").where("source", "=", source);
    expect(await rows.execute()).toEqual([{ space_id: space.id }, { space_id: space.id }]);
  });

  test("--help tells how it is used", async () => {
    const { code, stdout } = await command("--help");
    expect(stdout).toContain("--map a=b");
    expect(code).toBe(0);
  });
});

function raise(): never {
  throw new Error("the power is gone");
}
