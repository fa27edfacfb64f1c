import { inflateSync } from "node:zlib";

/** Every character that is drawn in a PDF, by the tables with which its fonts say what their signs stand for. */
export function drawnIn(file: Buffer): { signs: Set<string>; pages: number } {
  const signs = new Set<string>();
  for (let from = file.indexOf("stream\n"); from !== -1; from = file.indexOf("stream\n", from + 1)) {
    const body = file.subarray(from + 7, file.indexOf("endstream", from));
    if (body[0] !== 0x78) continue;
    const text = inflateSync(body).toString("latin1");
    if (!text.includes("beginbfrange")) continue;
    for (const [, hex = ""] of text
      .slice(text.indexOf("beginbfrange"))
      .matchAll(/<([0-9a-f]{4,8})>(?=[ \]])/g))
      signs.add(Buffer.from(hex, "hex").swap16().toString("utf16le"));
  }
  const pages = file.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  return { signs, pages };
}
