import { describe, expect, test } from "vitest";
import { Drawable } from "#app/platform/drawable.ts";
import { ListPdfWriter } from "#app/platform/list-pdf.ts";
import { drawnIn } from "./support/pdf-signs.ts";

const drawn = async (pdf: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk);
  return drawnIn(Buffer.concat(chunks));
};

async function* list(...rows: string[][]): AsyncGenerator<Uint8Array> {
  const writer = new ListPdfWriter(HEAD);
  yield writer.add(rows);
  yield await writer.end();
}

const HEAD = {
  title: "명부",
  lines: [],
  columns: [
    { label: "성명", width: 92 },
    { label: "주소", width: 260 },
  ],
  footer: "",
};

describe("what the list's PDF draws", () => {
  test.each([
    ["김똠이", "김똠이"],
    ["李李㐂", "李李(U+3402)"],
    ["\uf9e1\uf9e1㐂", "李李(U+3402)"],
    ["𠮷수", "(U+20BB7)수"],
    ["Đặng Văn Đức", "Đặng Văn Đức"],
    ["가\u200b나\u202e", "가나"],
    ["가\n나\t다", "가 나 다"],
    ["\ue000", "(U+E000)"],
  ])("%s is drawn as %s", (text, named) => expect(new Drawable().name(text)).toBe(named));

  test("nothing of a long name or address is left out, and the row after it stands below", async () => {
    const address = `${"한울시 솔밭길 7 ".repeat(14)}끝맺음`;
    const { signs, pages } = await drawn(list(["𠮷".repeat(9), address], ["밑줄", ""]));
    for (const sign of "끝맺음밑줄(U+20BB7)") expect(signs, sign).toContain(sign);
    expect(signs).not.toContain("…");
    expect(pages).toBe(1);
  });

  test("a page takes no row that is too high for what is left of it", async () => {
    const high = Array.from({ length: 12 }, () => ["𠮷".repeat(9), "한울"]);
    const { pages } = await drawn(list(...high));
    expect(pages).toBe(4);
  });
});
