import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECURITY_HEADERS } from "#app/web/security-headers.ts";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { sendRaw } from "./support/raw.ts";

let portal: TestPortal;
let citizen: Client;
let said = "";
beforeAll(async () => {
  portal = await startPortal({ environment: { LOG_LEVEL: "info", RATE_LIMITS: "on" } });
  portal.process.stdout?.on("data", (text) => {
    said += text;
  });
  citizen = await signIn(portal.url, "citizen-41");
});
afterAll(() => portal.stop());

const { "Content-Security-Policy": _, ...ALWAYS } = SECURITY_HEADERS;
const get = (path: string, init?: RequestInit) => new Client(portal.url).send(path, init);

/** The script that the front page loads first: its name carries a hash. */
async function assetOf(): Promise<string> {
  const page = await (await get("/")).text();
  return /\/assets\/[\w.-]+\.js/.exec(page)?.[0] ?? "";
}

describe("a script is sent as it was compressed at the build", () => {
  test.each([
    ["br, gzip", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", null],
  ])("to who takes %s: %s", async (accepted, encoding) => {
    const asset = await assetOf();
    const answer = await get(asset, { headers: { "Accept-Encoding": accepted } });
    expect(answer.headers.get("Content-Encoding")).toBe(encoding);
    expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
    expect(answer.headers.get("Content-Type")).toMatch(/^(text|application)\/javascript; charset=utf-8$/i);
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const plain = await get(asset, { headers: { "Accept-Encoding": "identity" } });
    expect(await answer.text()).toBe(await plain.text());
  });
});

describe("every answer has the headers of security", () => {
  test.each<[string, number, () => Promise<{ status: number; headers: Headers }>]>([
    ["a page", 200, () => get("/rules")],
    ["a page of somebody's own", 200, () => citizen.send("/me")],
    ["a page's data", 200, () => get("/rules.data")],
    ["a page that there is not", 404, () => get("/nowhere")],
    ["a file", 200, async () => get(await assetOf())],
    ["a file that there is not", 404, () => get("/assets/none.js")],
    ["the icon", 200, () => get("/favicon.svg")],
    ["the API", 200, () => get("/api/v1/rules")],
    ["a problem of the API", 404, () => get("/api/v1/proposals/999999")],
    ["the health", 200, () => get("/healthz")],
    ["a feed of robots", 200, () => get("/robots.txt")],
    ["a redirect", 302, () => get("/auth/sign-in")],
    ["the agency's page", 200, () => new Client(portal.url).follow("/auth/sign-in")],
    ["a picture that there is not", 404, () => get("/pictures/1")],
    [
      "the refusal of another origin",
      403,
      () => get("/auth/sign-out", { method: "POST", headers: { Origin: "https://elsewhere.example" } }),
    ],
    ["the refusal of a method", 405, () => get("/", { method: "PROPFIND" })],
    ["the refusal of what is no UTF-8", 404, () => sendRaw(portal.url, ["GET /%E0%A4%A HTTP/1.1"])],
    [
      "the refusal of what is too long",
      413,
      () =>
        sendRaw(portal.url, [
          "POST /api/v1/proposals HTTP/1.1",
          `Origin: ${portal.url}`,
          "Content-Type: application/json",
          "Content-Length: 99999999",
        ]),
    ],
    ["what is no request", 400, () => sendRaw(portal.url, ["NONSENSE"])],
    ["headers without end", 431, () => sendRaw(portal.url, ["GET / HTTP/1.1", `X: ${"x".repeat(40_000)}`])],
  ])("%s (%i)", async (_name, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(ALWAYS)) expect(answer.headers.get(name), name).toBe(value);
    expect(answer.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(answer.headers.get("Content-Security-Policy")).toMatch(/default-src '(none|self)'/);
  });

  test("and allows the style that a refusal bears in itself", async () => {
    const answer = await get("/%ff");
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(await answer.text()) ?? [];
    expect(answer.headers.get("Content-Security-Policy")).toContain(
      `'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    );
  });

  test("but a page that the reader kept: it goes with the policy and nonce it came with", async () => {
    const page = await get("/rules");
    const again = await get("/rules", { headers: { "If-None-Match": page.headers.get("ETag") ?? "" } });
    expect(again.status).toBe(304);
    expect(again.headers.get("Content-Security-Policy")).toBeNull();
    expect(again.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

test.each(["/me", "/me?show=settings", "/", "/proposals", "/rules.data", "/auth/failed"])(
  "%s is not kept of somebody who is signed in",
  async (path) => {
    expect((await citizen.send(path)).headers.get("Cache-Control")).toBe("private, no-store");
  },
);

test("who is refused is in the log, and nobody's name", async () => {
  expect(
    (await get("/api/v1/proposals/1/agreement", { method: "PUT", headers: { Origin: portal.url } })).status,
  ).toBe(401);
  expect((await citizen.json("/api/v1/duties/1/replies", "POST", { body: "x" })).status).toBe(403);
  expect((await citizen.send("/desk")).status).toBe(403);
  for (let asked = 0, status = 0; status !== 429 && asked < 50; asked += 1)
    status = (await citizen.json("/api/v1/proposals", "POST", {})).status;
  for (const event of ["sign-in-needed", "refused", "limited", "signed-in"])
    await expect.poll(() => said).toContain(`"event":"${event}"`);
  expect(said).not.toContain("citizen-4");
});
