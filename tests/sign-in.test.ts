import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "#app/environment.ts";
import { createPortal } from "#app/portal.ts";
import { accountOf } from "./support/accounts.ts";
import { Client, signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";

const ROOT = resolve(import.meta.dirname, "..");

let portal: TestPortal;
let second: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
  second = await startPortal({ database: portal.database });
});
afterAll(async () => {
  await second.stop();
  await portal.stop();
});

/** 201 or 404 for somebody who is signed in, 401 for a visitor. */
const status = async (client: Client) =>
  (await client.send("/api/v1/proposals/999999/agreement", { method: "PUT" })).status;
const SIGNED_IN = 404;
const VISITOR = 401;

const tokenOf = (client: Client) => /gonggam=([^;]+)/.exec(client.cookieHeader)?.[1] ?? "";
const sessions = () => portal.database.db.selectFrom("session").selectAll().execute();

describe("the code flow", () => {
  test("goes by redirects alone, with PKCE, state and nonce, and ends where it was to", async () => {
    const client = new Client(portal.url);
    const begin = await client.send("/auth/sign-in?as=citizen-11&returnTo=/api/v1/duties?state=met");
    expect(begin.status).toBe(302);
    const asked = new URL(begin.headers.get("Location") ?? "");
    expect(asked.searchParams.get("response_type")).toBe("code");
    expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"])
      expect(asked.searchParams.get(name)).toBeTruthy();
    const end = await client.follow("/auth/sign-in?as=citizen-11&returnTo=/api/v1/duties?state=met");
    expect(end.url).toBe(`${portal.url}/api/v1/duties?state=met`);
    expect(await status(client)).toBe(SIGNED_IN);
  });

  test("works under another name of the same address", async () => {
    const localhost = portal.url.replace("127.0.0.1", "localhost");
    expect(await status(await signIn(localhost, "citizen-12"))).toBe(SIGNED_IN);
  });

  test.each([
    ["https://elsewhere.example/", "/"],
    ["//elsewhere.example/", "/"],
    ["/\\elsewhere.example", "/"],
    ["/.//elsewhere.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/rules?lang=en", "/rules?lang=en"],
  ])("returnTo=%s ends at %s", async (returnTo, path) => {
    const client = new Client(portal.url);
    const query = new URLSearchParams({ as: "citizen-13", returnTo });
    const end = await client.follow(`/auth/sign-in?${query}`);
    expect(end.url).toBe(portal.url + path);
  });

  test.each([
    ["without having begun", "/auth/callback?code=x&state=y"],
    ["with nothing", "/auth/callback"],
  ])("a callback %s signs nobody in", async (_, path) => {
    const client = new Client(portal.url);
    const answer = await client.send(path);
    expect(answer.headers.get("Location")).toContain("/auth/failed");
    expect(await status(client)).toBe(VISITOR);
  });

  test("an answer that was made for somebody else's sign-in is refused", async () => {
    const [victim, attacker] = [new Client(portal.url), new Client(portal.url)];
    let callback = "/auth/sign-in?as=citizen-666";
    while (!callback.includes("/auth/callback")) {
      const answer = await attacker.send(callback);
      callback = new URL(answer.headers.get("Location") ?? "", portal.url).href;
    }
    await victim.send("/auth/sign-in?as=citizen-14"); // has an attempt of their own under way
    const answer = await victim.send(callback);
    expect(answer.headers.get("Location")).toContain("/auth/failed");
    expect(await status(victim)).toBe(VISITOR);
  });

  /** From the portal to the address that the agency sends the browser back to. */
  async function leaveAndReturn(client: Client, login: string, tab = 0): Promise<string> {
    let next = `/auth/sign-in?as=${login}&returnTo=/api/v1/rules?tab=${tab}`;
    while (!next.includes("/auth/callback")) {
      const answer = await client.send(next);
      expect(answer.status, next).toBeLessThan(400);
      expect(answer.status, next).toBeGreaterThanOrEqual(300);
      next = new URL(answer.headers.get("Location") ?? "", portal.url).href;
    }
    return next;
  }

  test("in two tabs at once ends well in both, whichever comes back first", async () => {
    const browser = new Client(portal.url);
    const [first, second] = [
      await leaveAndReturn(browser, "citizen-15", 1),
      await leaveAndReturn(browser, "citizen-15", 2),
    ];
    for (const [callback, tab] of [
      [second, 2],
      [first, 1],
    ] as const) {
      const answer = await browser.send(callback);
      expect(answer.headers.get("Location")).toBe(`/api/v1/rules?tab=${tab}`);
      expect(await status(browser)).toBe(SIGNED_IN);
    }
    expect(browser.cookieHeader).not.toContain("sign-in-");
    // Each attempt was for once.
    expect((await browser.send(first)).headers.get("Location")).toContain("/auth/failed?why=expired");
  });

  test("begun again and again keeps the newest attempts, and the header short", async () => {
    const browser = new Client(portal.url);
    const callbacks: string[] = [];
    for (let tab = 0; tab < 9; tab += 1) callbacks.push(await leaveAndReturn(browser, "citizen-17", tab));
    expect(browser.cookieHeader.match(/sign-in-/g)?.length).toBeLessThanOrEqual(6);
    const oldest = await browser.send(callbacks[0] ?? "");
    expect(oldest.headers.get("Location")).toContain("/auth/failed?why=expired");
    const newest = await browser.send(callbacks.at(-1) ?? "");
    expect(newest.headers.get("Location")).toBe("/api/v1/rules?tab=8");
  });

  test.each(["citizen-0", "citizen-100001", "citizen-x", "officer-nowhere", "root"])(
    "%s is nobody: the page to pick from",
    async (login) => {
      const answer = await new Client(portal.url).follow(`/auth/sign-in?as=${login}`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('name="login"');
    },
  );
});

describe("a person", () => {
  test("is known by a keyed hash; nothing that identifies them stands in the clear", async () => {
    await signIn(portal.url, "citizen-21");
    await signIn(portal.url, "citizen-21");
    const { pool } = portal.database;
    const { rows } = await pool.query("select person::text as line from person");
    const accounts = await pool.query("select account::text as line from account");
    const dump = [...rows, ...accounts.rows].map(({ line }) => line).join("\n");
    expect(dump).not.toContain("DEMO-CI");
    expect(dump).not.toContain("citizen-21");
    const known = await portal.database.db
      .selectFrom("account")
      .select("person_id")
      .where("subject_hash", "=", accountOf("citizen-21"))
      .execute();
    expect(known).toHaveLength(1);
  });
});

describe("a session", () => {
  test("is kept by its hash only, and is another one after each sign-in", async () => {
    const client = await signIn(portal.url, "citizen-31");
    const first = tokenOf(client);
    await client.follow("/auth/sign-in?as=citizen-31&returnTo=/api/v1/rules");
    const now = tokenOf(client);
    expect(now).not.toBe(first);
    const ids = (await sessions()).map(({ id }) => id);
    expect(ids).toContain(createHash("sha256").update(now).digest("hex"));
    expect(ids).not.toContain(createHash("sha256").update(first).digest("hex"));
    expect(JSON.stringify(await sessions())).not.toContain(now);
  });

  test("ends in every process at once, here or everywhere", async () => {
    const phone = await signIn(portal.url, "citizen-32");
    const desk = await signIn(second.url, "citizen-32");
    const seen = (client: Client, at: TestPortal) =>
      fetch(`${at.url}/api/v1/proposals/999999/agreement`, {
        method: "PUT",
        headers: { Cookie: client.cookieHeader, Origin: at.url },
      });
    expect((await seen(phone, second)).status).toBe(SIGNED_IN); // known, and remembered, in both
    expect((await seen(desk, portal)).status).toBe(SIGNED_IN);
    await phone.form("/auth/sign-out", { everywhere: "1" });
    await expect.poll(async () => (await seen(desk, second)).status).toBe(VISITOR);
    expect((await seen(desk, portal)).status).toBe(VISITOR);
  });

  test("that ends while it is being read is not remembered by the late answer", async () => {
    const environment = readEnvironment({ LOG_LEVEL: "error" });
    const own = await createPortal(environment, { databaseUrl: portal.database.url });
    const client = await signIn(portal.url, "citizen-35");
    const { find } = own.sessions;
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    let found = false;
    own.sessions.find = async (header) => {
      const session = await find(header);
      found = true;
      await held;
      return session;
    };
    const late = own.viewerOf(client.cookieHeader);
    await expect.poll(() => found).toBe(true);
    own.sessions.find = find;
    const told = new Promise<void>((done) => own.live.subscribe("session-ended", () => done()));
    const cookie = client.cookieHeader;
    await client.form("/auth/sign-out", {}); // of another process: it comes by NOTIFY
    await told;
    release();
    expect(await late).not.toBeNull(); // asked before it ended
    expect(await own.viewerOf(cookie)).toBeNull();
    await own.close();
  });

  test.each([
    ["idle too long", "update session set expires_at = now() - interval '1 second' where id = $1"],
    ["too old", "update session set created_at = now() - interval '61 days' where id = $1"],
  ])("ends when it was %s", async (_, statement) => {
    const client = await signIn(portal.url, "citizen-33");
    const id = createHash("sha256").update(tokenOf(client)).digest("hex");
    await portal.database.pool.query(statement, [id]);
    // A process remembers who somebody is for ten seconds at most.
    await expect.poll(() => status(client)).toBe(VISITOR);
  });

  test("of somebody with a post ends after half an hour unused and after twelve hours; a citizen's does not", async () => {
    const change = async (login: string, columns: string) => {
      const client = await signIn(portal.url, login);
      const id = createHash("sha256").update(tokenOf(client)).digest("hex");
      await portal.database.pool.query(`update session set ${columns} where id = $1`, [id]);
      return { client, id };
    };
    const IDLE = "used_at = now() - interval '31 minutes'";
    const OLD = "created_at = now() - interval '12 hours 1 minute'";
    const ended = await Promise.all([
      change("officer-safety", IDLE),
      change("clerk", IDLE),
      change("admin", OLD),
    ]);
    const kept = await Promise.all([
      change("citizen-36", IDLE),
      change("citizen-37", OLD),
      change("mayor", "used_at = now() - interval '29 minutes', created_at = now() - interval '11 hours'"),
    ]);
    for (const { client, id } of ended) {
      await expect.poll(() => status(client)).toBe(VISITOR);
      expect((await sessions()).map((session) => session.id)).not.toContain(id);
    }
    for (const { client } of kept) expect(await status(client)).toBe(SIGNED_IN);
    // Who is looked up again is written down as being there.
    const usedAt = async () => {
      await kept[2]?.client.send("/api/v1/rules");
      return (await sessions()).find(({ id }) => id === kept[2]?.id)?.used_at.getTime();
    };
    await expect.poll(usedAt).toBeGreaterThan(Date.now() - 60_000);
  });

  test("is ended at the terminal, everywhere and of one person alone", async () => {
    const [phone, desk] = [await signIn(portal.url, "citizen-38"), await signIn(portal.url, "citizen-38")];
    const other = await signIn(portal.url, "citizen-39");
    const end = (person: string) =>
      promisify(execFile)(process.execPath, [programOf("app/commands/end-sessions.ts"), person], {
        cwd: ROOT,
        env: { NODE_ENV: "production", PATH: process.env.PATH, DATABASE_URL: portal.database.url },
      });
    expect((await end("citizen-38")).stdout).toBe("2 sessions of citizen-38 ended.\n");
    for (const client of [phone, desk]) await expect.poll(() => status(client)).toBe(VISITOR);
    expect(await status(other)).toBe(SIGNED_IN);
    await expect(end("nobody")).rejects.toThrow("Nobody with the account nobody has signed in yet.");
  });

  test("a GET never signs anybody out", async () => {
    const client = await signIn(portal.url, "citizen-34");
    await client.send("/auth/sign-out");
    expect(await status(client)).toBe(SIGNED_IN);
  });
});
