import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { allowInline } from "#app/web/allowed-inline.ts";
import { encodingOf, keepable } from "#app/web/kept-answer.ts";
import { keptPagePolicy } from "#app/web/security-headers.ts";

const NONCE = "bm9uY2Utb2YtdGhpcw";
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("what of a kept page may run", () => {
  test.each<[string, string, string[]]>([
    ["a script drawn with the nonce", `<script nonce="${NONCE}">a()</script>`, [hashOf("a()")]],
    [
      "one with more attributes, in lines",
      `<script type="module" nonce="${NONCE}" async="">\nimport "/assets/a.js";\n</script>`,
      [hashOf('\nimport "/assets/a.js";\n')],
    ],
    ["two that are the same", `<script nonce="${NONCE}">a()</script>`.repeat(2), [hashOf("a()")]],
    ["one without a nonce", "<script>steal()</script>", []],
    ["one with another nonce", '<script nonce="guess">steal()</script>', []],
    ["one whose text has the nonce's form", '<script>" nonce="x"</script>', []],
    [
      "one in capitals without it",
      `<SCRIPT>steal()</SCRIPT><script nonce="${NONCE}">a()</script>`,
      [hashOf("a()")],
    ],
    [
      "a file, which is allowed by where it is from",
      `<script src="/assets/a.js" nonce="${NONCE}"></script>`,
      [],
    ],
    ["Korean, by its UTF-8", `<script nonce="${NONCE}">"공감"</script>`, [hashOf('"공감"')]],
  ])("%s", (_, html, scripts) => {
    const allowed = allowInline(html, NONCE);
    expect(allowed.inline.scripts).toEqual(scripts);
    expect(allowed.html).not.toContain(NONCE);
  });

  test("the policy names them and the built files, and no nonce", () => {
    const policy = keptPagePolicy({ scripts: ["'sha256-x'"] }, "https://here.example");
    expect(policy).toContain("script-src 'sha256-x' https://here.example/assets/;");
    expect(policy).not.toMatch(/nonce|unsafe|strict-dynamic/);
  });
});

test.each([
  [undefined, undefined],
  ["", undefined],
  ["identity", undefined],
  ["gzip", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0, gzip;q=0", undefined],
  ["brotli, xgzip", undefined],
])("Accept-Encoding %j is answered as %s", (accepted, encoding) => {
  expect(encodingOf(accepted)).toBe(encoding);
});

test("what is no page and no JSON is its reader's alone", async () => {
  const making = { nonce: NONCE, begunAt: 0, origin: "http://here" };
  const answer = new Response("file", { headers: { "Content-Type": "application/pdf" } });
  expect(await keepable(answer, making)).toBe(answer);
});
