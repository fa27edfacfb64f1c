import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, signIn } from "./support/client.ts";
import { createProposal } from "./support/database.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { sendRaw } from "./support/raw.ts";

/** What a stranger with one line of a shell tries, at the doors of a running portal. */
let portal: TestPortal;
let visitor: Client;
let id: number;
beforeAll(async () => {
  portal = await startPortal();
  visitor = new Client(portal.url);
  id = await createProposal(portal.database.db, new Date());
});
afterAll(() => portal.stop());

describe("10.7 MB of empty parts", () => {
  const part = '--x\r\nContent-Disposition: form-data; name="aaaaaaaa"\r\n\r\n\r\n';
  const body = `${part.repeat(164_545)}--x--\r\n`.slice(0, 10_700_000);
  const send = (client: Client, path: string) =>
    client.send(path, {
      method: "POST",
      body,
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
    });

  test.each([
    ["/auth/sign-out", 413],
    ["/receipts", 413],
    ["/receipts.data", 413],
    ["/proposals/1", 413],
    ["/nothing/here", 413],
    ["/api/v1/proposals", 413],
    // A form with a file: who has no session is sent to sign in.
    ["/proposals/new?draft=00000000-0000-4000-8000-000000000000", 302],
    ["/drafts/00000000-0000-4000-8000-000000000000", 302],
  ])("without a session to %s: %d", async (path, status) => {
    expect((await send(visitor, path)).status).toBe(status);
  });

  test("from a citizen, to a form with a file", async () => {
    const citizen = await signIn(portal.url, "citizen-11");
    expect((await send(citizen, `/proposals/new?draft=${crypto.randomUUID()}`)).status).toBe(400);
    expect((await send(citizen, "/auth/sign-out")).status).toBe(413);
    const out = await citizen.send("/auth/sign-out", { method: "POST", body: new FormData() });
    expect(out.status).toBe(302);
    expect((await citizen.send("/me")).headers.get("Location")).toContain("/auth/sign-in");
  });
});

describe("an address that is written otherwise", () => {
  test.each([
    ["/LIVE/ID", 404, null],
    ["/Proposals", 404, null],
    ["/API/v1/rules", 404, null],
    ["/api/v1/RULES", 404, null],
    ["/live%2fID", 308, "/live%2FID"],
    ["/live%2FID", 404, null],
    ["/l%69ve/ID", 308, "/live/ID"],
    ["//live///ID/", 308, "/live/ID"],
    ["/x/../live/ID", 308, "/live/ID"],
    ["/%61pi/v1/rules?lang=en", 308, "/api/v1/rules?lang=en"],
    ["/proposals/?sort=newest", 308, "/proposals?sort=newest"],
    ["/live/ID.data", 404, null],
    ["/drives/1/poster.pdf.data", 404, null],
    ["/pictures/1.data", 404, null],
    ["/nothing.data", 404, null],
    ["/proposals.data", 200, null],
    ["/_root.data", 200, null],
  ])("%s: %d", async (written, status, location) => {
    const answer = await sendRaw(portal.url, [`GET ${written.replace("ID", String(id))} HTTP/1.1`]);
    expect(answer.status).toBe(status);
    const to = location === null ? null : portal.url + location.replace("ID", String(id));
    expect(answer.headers.get("Location")).toBe(to);
  });

  test("takes no place among the streams, however often it is opened and left", async () => {
    const spelled = [`/live/${id}`, `/LIVE/${id}`, `/l%69ve/${id}`, `//live/${id}`, `/live/${id}.data`];
    const leave = async (path: string, method: string) => {
      const leaving = new AbortController();
      const answer = await fetch(portal.url + path, { method, signal: leaving.signal }).catch(
        () => undefined,
      );
      leaving.abort();
      await answer?.body?.cancel().catch(() => undefined);
    };
    // More than a thousand of the first alone, where one address may have a thousand open.
    for (let round = 0; round < 50; round += 1)
      await Promise.all(
        spelled.flatMap((path) =>
          Array.from({ length: path === spelled[0] ? 25 : 3 }, (_, index) =>
            leave(path, index % 5 ? "GET" : "HEAD"),
          ),
        ),
      );
    const last = new AbortController();
    await expect
      .poll(async () => (await fetch(`${portal.url}/live/${id}`, { signal: last.signal })).status)
      .toBe(200);
    last.abort();
  });
});

describe("a file that is asked for in a way that it cannot be given", () => {
  const script = async () => {
    const page = await (await visitor.send("/")).text();
    return /"(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "";
  };

  test.each([
    ["Range: bytes=999999999-", 416],
    ["Range: bytes=-0", 416],
    ["Range: bytes=5-2", 416],
    ['If-Match: "none"', 412],
    ["If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", 412],
    ["Range: bytes=0-1", 206],
    ["Range: letters=0-1", 200],
  ])("%s: %d, and the portal goes on", async (header, status) => {
    for (const path of [await script(), "/check-ledger.py"]) {
      const answer = await sendRaw(portal.url, [`GET ${path} HTTP/1.1`, header]);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
    expect((await visitor.send("/")).status).toBe(200);
  });
});

describe("requests that are sent ahead on one connection", () => {
  /** Statuses that come back, until the connection ends or as many came as were asked for. */
  async function ahead(count: number): Promise<{ statuses: string[]; ended: boolean }> {
    const { hostname, port, host } = new URL(portal.url);
    const socket = connect(Number(port), hostname);
    let text = "";
    let ended = false;
    const done = new Promise<void>((resolve) => {
      socket.on("data", (piece) => {
        text += piece.toString("latin1");
        if (statusesIn(text).length >= count) resolve();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        ended = true;
        resolve();
      });
    });
    socket.write(`GET /api/v1/rules HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(count));
    await done;
    socket.destroy();
    return { statuses: statusesIn(text), ended };
  }
  const statusesIn = (text: string) =>
    [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status = ""]) => status);

  test("are answered while they are few", async () => {
    expect(await ahead(4)).toEqual({ statuses: ["200", "200", "200", "200"], ended: false });
  });

  test("end it when they are many: what they would bring is held for nobody", async () => {
    const { statuses, ended } = await ahead(50);
    expect(ended).toBe(true);
    expect(statuses.length).toBeLessThanOrEqual(4);
  });
});

describe("pictures that cannot be taken", () => {
  const cases = [
    ["HEIC", "pic-iphone.heic", "heic-picture"],
    ["too many pixels", "pic-49mp.png", "too-many-pixels"],
  ] as const;
  test.each(cases)("are told why: %s", async (_, name, code) => {
    const citizen = await signIn(portal.url, "citizen-12");
    const form = new FormData();
    const fields = { title: "사진", body: "본문", category: "", district: "", alt: "사진", intent: "upload" };
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("picture", new File([await pictureOf(name)], name));
    const path = `/proposals/new?draft=${crypto.randomUUID()}`;
    const answer = await citizen.send(path, { method: "POST", body: form });
    const [said = ""] = /draft-picture-error.*?<\/p>/s.exec(await answer.text()) ?? [];
    expect(answer.status).toBe(422);
    const texts = JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../app/i18n/ko/citizen/errors.json"), "utf8"),
    );
    const text: string = texts.fieldLimit[code] ?? texts.field[code];
    expect(said).toContain(text.replace("{{field}}: ", "").replace("{{limit}}", "24").slice(0, 20));
  });
});

async function pictureOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (name.endsWith(".heic"))
    return new Uint8Array(
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(200)]),
    );
  const { default: sharp } = await import("sharp");
  const blank = sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: "#123" } });
  return new Uint8Array(await blank.png().toBuffer());
}
