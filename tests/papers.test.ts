import { afterEach, describe, expect, test } from "vitest";
import { Papers } from "#app/platform/papers.ts";
import type { Poster } from "#app/platform/poster.ts";

let papers = new Papers();
afterEach(async () => {
  await papers.close();
  papers = new Papers();
});

const POSTER: Poster = {
  kind: "주민조례청구",
  title: "골목에도 나무를 심자는 조례",
  summary: "그늘이 없는 골목에 나무를 심고 가꾸게 합니다.",
  call: ["서명하기", "휴대전화로 찍어 주세요."],
  facts: [["기한", "2026년 12월 31일"]],
  url: "https://gonggam.example.kr/drives/7",
  footer: "한울시",
};
const SHEETS = {
  headings: ["1쪽", "2쪽", "3쪽"],
  kind: "주민조례청구",
  title: POSTER.title,
  summary: POSTER.summary,
  notes: ["한 사람이 한 번만 서명합니다."],
  columns: [{ label: "이름", share: 1 }],
  lines: 10,
  collector: ["수임인"],
  footer: "해시",
};
const HEAD = { title: "명부", lines: ["한울시"], columns: [{ label: "이름", width: 100 }], footer: "끝" };
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length;
const isPdf = (pdf: Buffer) =>
  pdf.subarray(0, 5).toString() === "%PDF-" && /%%EOF\s*$/.test(pdf.toString("latin1"));

/** How often the event loop came round while something was done: what is drawn in it lets nothing else. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ made: T; turns: number }> {
  let turns = 0;
  let done = false;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  const made = await work;
  done = true;
  return { made, turns };
}

describe("PDFs are drawn beside the event loop", () => {
  test("a poster and sheets", async () => {
    const { made, turns } = await turnsDuring(Promise.all([papers.poster(POSTER), papers.sheets(SHEETS)]));
    expect(made.map(isPdf)).toEqual([true, true]);
    expect(made.map(pagesOf)).toEqual([1, 3]);
    expect(turns).toBeGreaterThan(100);
  });

  test("a list, whose rows are read no faster than it is taken", async () => {
    let read = 0;
    async function* rows() {
      for (; read < 1_000; read += 1) yield [`이름 ${read}`];
    }
    const list = papers.list({ ...HEAD, rows: rows() });
    const first = await list.next();
    expect(first.done).toBe(false);
    expect(read).toBeLessThanOrEqual(200);
    const pieces = [Buffer.from(first.value ?? [])];
    for await (const piece of list) pieces.push(Buffer.from(piece));
    const pdf = Buffer.concat(pieces);
    expect(read).toBe(1_000);
    expect(isPdf(pdf)).toBe(true);
    // 24 rows a page.
    expect(pagesOf(pdf)).toBeGreaterThan(35);
  });

  test("several at once, each its own", async () => {
    async function* rows(count: number) {
      for (let row = 0; row < count; row += 1) yield [`이름 ${row}`];
    }
    const all = async (count: number) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of papers.list({ ...HEAD, rows: rows(count) })) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    const [short, long] = await Promise.all([all(5), all(400)]);
    expect([isPdf(short), isPdf(long), pagesOf(short)]).toEqual([true, true, 1]);
    expect(pagesOf(long)).toBeGreaterThan(10);
  });
});

describe("what goes wrong", () => {
  test("a reader who leaves ends the list: its rows are let go of", async () => {
    let ended = false;
    async function* rows() {
      try {
        for (;;) yield ["이름"];
      } finally {
        ended = true;
      }
    }
    for await (const _ of papers.list({ ...HEAD, rows: rows() })) break;
    expect(ended).toBe(true);
    expect(isPdf(await papers.poster(POSTER))).toBe(true);
  });

  test("what takes too long is ended, and the next is drawn", async () => {
    const hasty = new Papers(1);
    await expect(hasty.poster(POSTER)).rejects.toThrow("too long");
    await hasty.close();
    expect(isPdf(await papers.poster(POSTER))).toBe(true);
  });

  test("what cannot be drawn fails alone", async () => {
    const fails = papers.poster({ ...POSTER, url: "x".repeat(10_000) });
    const [failed, drawn] = await Promise.allSettled([fails, papers.poster(POSTER)]);
    expect([failed.status, drawn.status]).toEqual(["rejected", "fulfilled"]);
  });
});
