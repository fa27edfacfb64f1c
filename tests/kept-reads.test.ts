import { once } from "node:events";
import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** What is kept for everybody: the same for all who ask for the same, and nothing that is somebody's own. */
let portal: TestPortal;
let citizen: Client;
let id: number;
beforeAll(async () => {
  portal = await startPortal();
  id = await createProposal(portal.database.db, new Date());
  citizen = await signIn(portal.url, "citizen-31");
});
afterAll(() => portal.stop());

const read = (path: string, headers: Record<string, string> = {}) => fetch(portal.url + path, { headers });

describe("a read of the API without a session", () => {
  test("is told apart by its known parameters and its language alone, and is not sent twice to who has it", async () => {
    const first = await read("/api/v1/proposals?sort=newest");
    const etag = first.headers.get("ETag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers.get("Cache-Control")).toBe("no-cache");
    for (const added of ["&z=1", "&_data=root", "&utm_source=x&sort2=y"]) {
      const again = await read(`/api/v1/proposals?sort=newest${added}`, { "If-None-Match": `"x", ${etag}` });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
    }
    // The one that there is stands in another category.
    const other = await read("/api/v1/proposals?sort=newest&category=safety");
    expect(other.headers.get("ETag")).not.toBe(etag);
    const english = await read("/api/v1/proposals?sort=newest", { "Accept-Language": "en" });
    const asked = await read("/api/v1/proposals?sort=newest&lang=en");
    expect(await english.text()).toBe(await asked.text());
  });

  test("is refused as before", async () => {
    expect((await read("/api/v1/proposals?sort=nonsense")).status).toBe(422);
    expect((await read("/api/v1/proposals/999999")).status).toBe(404);
    expect((await read(`/api/v1/drives/${id}/receipt`)).status).toBe(401);
  });

  test("knows what was written before it", async () => {
    const count = async () => (await (await read(`/api/v1/proposals/${id}`)).json()).support.count;
    const before: number = await count();
    expect((await citizen.send(`/api/v1/proposals/${id}/agreement`, { method: "PUT" })).status).toBe(201);
    expect(await count()).toBe(before + 1);
    expect((await citizen.send(`/api/v1/proposals/${id}/agreement`, { method: "DELETE" })).status).toBe(200);
    expect(await count()).toBe(before);
  });
});

describe("what is somebody's own", () => {
  test("is never what is kept, whoever asked before", async () => {
    const path = `/api/v1/proposals/${id}`;
    await citizen.send(`${path}/agreement`, { method: "PUT" });
    for (let round = 0; round < 3; round += 1) {
      expect((await (await read(path)).json()).agreed).toBe(false);
      const own = await citizen.send(path);
      expect((await own.json()).agreed).toBe(true);
      expect(own.headers.get("Cache-Control")).toBe("no-store");
      expect(own.headers.get("ETag")).toBeNull();
      const page = await citizen.send(`/proposals/${id}`);
      expect(page.headers.get("Content-Security-Policy")).toContain("'nonce-");
      expect(await page.text()).toContain("/auth/sign-out");
      expect(await (await read(`/proposals/${id}`)).text()).not.toContain("/auth/sign-out");
    }
  });

  test("is not sent to who sends a body, or writes", async () => {
    await read(`/api/v1/proposals/${id}`);
    const written = await fetch(`${portal.url}/api/v1/proposals/${id}`, { method: "POST" });
    expect(written.status).toBe(403);
  });
});

describe("a kept page", () => {
  test("is the same bytes for all, in each encoding the same text, with the policy of its scripts", async () => {
    const path = `/proposals/${id}`;
    for (const [encoding, decode] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ] as const) {
      const all = async () => ({
        whole: await (await read(path, { "Accept-Encoding": "identity" })).text(),
        first: await raw(path, encoding),
        second: await raw(path, encoding),
      });
      // Asked for again until no second ended between them, with which a page is made anew.
      await expect
        .poll(async () => {
          const { whole, first, second } = await all();
          return first.body.equals(second.body) && decode(first.body).toString() === whole;
        })
        .toBe(true);
      const { whole, first } = await all();
      expect(whole).not.toContain("nonce");
      expect(first.encoding).toBe(encoding);
      expect(first.policy).toMatch(/script-src ('sha256-[\w+/=]+' )+http:\/\/127\.0\.0\.1:\d+\/assets\/;/);
    }
    const head = await fetch(portal.url + path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
  });

  test("of another host's name, or another language's cookie, is another", async () => {
    const path = `/proposals/${id}`;
    const english = await (await read(path, { Cookie: "lang=en" })).text();
    expect(english).toContain('lang="en"');
    expect(await (await read(path, { Cookie: "lang=ja" })).text()).toContain('lang="ja"');
    const named = await fetch(`${portal.url.replace("127.0.0.1", "localhost")}${path}`);
    expect(named.headers.get("Content-Security-Policy")).toContain("http://localhost:");
  });
});

/** As it travels: fetch decodes. */
async function raw(path: string, encoding: string) {
  const sent = request(portal.url + path, { headers: { "Accept-Encoding": encoding } }).end();
  const [answer] = await once(sent, "response");
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  const { headers } = answer;
  return {
    body: Buffer.concat(pieces),
    encoding: headers["content-encoding"],
    policy: headers["content-security-policy"],
  };
}
