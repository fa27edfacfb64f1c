import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOwnKeys } from "#app/domain/api-key/own-keys.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { keyHashOf, newKeyText } from "#app/platform/key-text.ts";
import { LIMITS } from "#app/platform/rate-limits.ts";
import { Client, signIn } from "./support/client.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { setUpHaetsal } from "./support/second-space.ts";

/** Keys of other services: made on a page, shown once, and good for reading alone. */
let portal: TestPortal;
let visitor: Client;
let maker: Client;
let admin: Client;
let said = "";

beforeAll(async () => {
  portal = await startPortal({ environment: { LOG_LEVEL: "info", RATE_LIMITS: "on" } });
  portal.process.stdout?.on("data", (text) => {
    said += text;
  });
  await setUpHaetsal(portal.database.db);
  visitor = new Client(portal.url);
  [maker, admin] = await Promise.all([signIn(portal.url, "citizen-501"), signIn(portal.url, "admin")]);
}, 120_000);
afterAll(() => portal.stop());

const NEW = { intent: "make", name: "시청 앱", "scope-matters": "yes", days: "30" };
/** The text of a key that was just made, as its page shows it. */
const shownIn = (page: string) => /gonggam_\w{49}/.exec(page)?.[0] ?? "";
const make = async (fields: Record<string, string> = NEW, client = maker) =>
  shownIn(await (await client.form("/me/keys", fields)).text());
const ask = (key: string, path = "/api/v1/proposals", init: RequestInit = {}) =>
  visitor.send(path, { ...init, headers: { Authorization: `Bearer ${key}`, ...init.headers } });
const clear = () => portal.database.pool.query("delete from api_key");
/** Of the key that was made last. */
const lastId = async () =>
  (await portal.database.pool.query("select id from api_key order by id desc limit 1")).rows[0].id;

describe("a key's text", () => {
  test("has 256 random bits and a checksum that a wrong letter breaks", () => {
    const { text, hash, hint } = newKeyText();
    expect(text).toMatch(/^gonggam_[0-9A-Za-z]{49}$/);
    expect(keyHashOf(text)).toEqual(hash);
    expect(text.startsWith(hint)).toBe(true);
    const letters = [...text];
    for (let at = 8; at < letters.length; at += 1) {
      const wrong = letters.with(at, letters[at] === "a" ? "b" : "a").join("");
      expect(keyHashOf(wrong)).toBeUndefined();
    }
    for (const none of ["", text.slice(1), `${text}a`, ` ${text}`, text.toUpperCase()])
      expect(keyHashOf(none)).toBeUndefined();
  });

  test.each([Buffer.alloc(32), Buffer.alloc(32, 0xff), randomBytes(32)])(
    "is as long for any bits",
    (random) => {
      expect(newKeyText(random).text).toHaveLength(57);
    },
  );
});

describe("making one", () => {
  test("shows it once, and stores a hash of it alone", async () => {
    await clear();
    const key = await make();
    expect(key).not.toBe("");
    expect(await (await maker.send("/me/keys")).text()).not.toContain(key);
    const { rows } = await portal.database.pool.query("select * from api_key");
    expect(JSON.stringify(rows)).not.toContain(key.slice(14));
    expect(rows[0].key_hash).toEqual(keyHashOf(key));
    expect(rows[0]).toMatchObject({ name: "시청 앱", scopes: ["matters"], used_on: null });
  });

  test.each<[string, Record<string, string>, string]>([
    ["without a name", { ...NEW, name: " " }, "key-name"],
    ["with a name that is too long", { ...NEW, name: "가".repeat(61) }, "key-name"],
    ["for nothing", { intent: "make", name: "앱", days: "30" }, "key-scopes"],
    ["for ever", { ...NEW, days: "36500" }, "key-days"],
  ])("%s is refused, and what was typed stays", async (_, fields, field) => {
    const answer = await maker.form("/me/keys", fields);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`href="#${field}"`);
    expect(shownIn(page)).toBe("");
  });

  test("is possible five times at once, and again when one is revoked", async () => {
    await clear();
    const made = await Promise.all(Array.from({ length: 8 }, () => maker.form("/me/keys", NEW)));
    expect(made.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 409, 409, 409]);
    await maker.form("/me/keys", { intent: "revoke", key: String(await lastId()) });
    expect(await make()).not.toBe("");
  });

  test("needs somebody who is signed in, and a form of our own page", async () => {
    expect((await visitor.form("/me/keys", NEW)).headers.get("Location")).toMatch(/^\/auth\/sign-in/);
    const headers = { Origin: "https://elsewhere.example" };
    const body = new URLSearchParams(NEW);
    expect((await maker.send("/me/keys", { method: "POST", body, headers })).status).toBe(403);
  });
});

describe("what a key may", () => {
  test.each([
    ["matters", "/api/v1/proposals", 200],
    ["matters", "/api/v1/duties", 200],
    ["matters", "/api/v1/search?q=x", 403],
    ["matters", "/api/v1/events", 403],
    ["search", "/api/v1/search?q=x", 200],
    ["search", "/api/v1/forums", 403],
    ["ledger", "/api/v1/checkpoints", 200],
    ["ledger", "/api/v1/proposals", 403],
    ["matters", "/api/v1/polls", 200],
    ["search", "/api/v1/polls", 403],
    ["ledger", "/api/v1/polls/999999/results", 403],
    ["matters", "/api/v1/polls/999999/results", 404],
    ["matters", "/api/v1/votes", 200],
    ["search", "/api/v1/votes", 403],
    ["ledger", "/api/v1/votes/999999", 403],
    ["matters", "/api/v1/votes/999999", 404],
    ["search", "/api/v1/quick-polls/none", 403],
    ["matters", "/api/v1/quick-polls/none", 404],
    ["ledger", "/api/v1/openapi.json", 200],
    ["ledger", "/api/v1/spaces", 200],
    ["matters", "/api/v1/proposals/999999", 404],
    ["matters", "/api/v1/nothing", 404],
    ["matters", "/api/v1/spaces/haetsal/proposals", 403],
  ])("%s: GET %s is %i", async (scope, path, status) => {
    await clear();
    const key = await make({ intent: "make", name: "표", days: "30", [`scope-${scope}`]: "yes" });
    // Also where everybody just got the same: what is kept for them says nothing of the key.
    await visitor.send(path);
    const answer = await ask(key, path);
    expect(answer.status).toBe(status);
    const said = await answer.text();
    if (status === 403) expect(JSON.parse(said).code).toBe("key-scope");
  });

  test("is never to write, and never to be somebody", async () => {
    await clear();
    const key = await make();
    for (const method of ["POST", "PUT", "DELETE"]) {
      const answer = await maker.send("/api/v1/proposals/1/agreement", {
        method,
        headers: { Authorization: `Bearer ${key}` },
      });
      expect([method, answer.status, (await answer.json()).code]).toEqual([method, 403, "key-scope"]);
    }
    expect((await ask(key, "/me")).status).toBe(302);
  });
});

describe("what is no key", () => {
  test("gets 401 and how to go on, also where everybody may read", async () => {
    await visitor.send("/api/v1/proposals");
    for (const text of ["", "nonsense", newKeyText().text, "a b"]) {
      const answer = await ask(text);
      expect([text, answer.status]).toEqual([text, 401]);
      expect(answer.headers.get("WWW-Authenticate")).toContain("invalid_token");
      expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
      expect((await answer.json()).code).toBe("key-unknown");
    }
    const basic = await visitor.send("/api/v1/proposals", { headers: { Authorization: "Basic eDp5" } });
    expect(basic.status).toBe(200);
  });

  test("is one that was revoked, by its owner or by an admin, and one whose time is over", async () => {
    await clear();
    const [own, others] = [await make(), await make()];
    expect([(await ask(own)).status, (await ask(others)).status]).toEqual([200, 200]);
    const { rows } = await portal.database.pool.query("select id from api_key order by id");
    const stranger = await signIn(portal.url, "citizen-502");
    const revoke = (client: Client, path: string, id: number) =>
      client.form(path, { intent: "revoke", key: String(id) });
    expect((await revoke(stranger, "/me/keys", rows[0].id)).status).toBe(404);
    expect((await revoke(stranger, "/operator/keys", rows[0].id)).status).toBe(403);
    expect((await ask(own)).status).toBe(200);
    expect((await revoke(maker, "/me/keys", rows[0].id)).status).toBe(302);
    expect((await ask(own)).status).toBe(401);
    expect(await (await admin.send("/operator/keys")).text()).toContain(others.slice(0, 12));
    expect((await revoke(admin, "/operator/keys", rows[1].id)).status).toBe(302);
    expect((await ask(others)).status).toBe(401);

    const late = await make();
    await portal.database.pool.query("update api_key set expires_at = now() - interval '1 second'");
    expect((await ask(late)).status).toBe(401);
  });
});

test("its use is known by the day and in the log by its number, its text nowhere", async () => {
  await clear();
  said = "";
  const key = await make();
  const id = await lastId();
  await (await ask(key, "/api/v1/rules")).text();
  await expect
    .poll(async () => (await portal.database.pool.query("select used_on from api_key")).rows[0].used_on)
    .toMatch(/^\d{4}-\d\d-\d\d$/);
  await expect.poll(() => said).toContain(`"key":${id}`);
  expect(said).not.toContain(key.slice(8, 30));
});

/** As if other processes had taken all of a limit for the next minute; ours hears of it at a tenth. */
async function takeAll(limit: keyof typeof LIMITS, key: string): Promise<void> {
  const { pool } = portal.database;
  const day = new Date().toISOString().slice(0, 10);
  await pool.query("insert into limit_salt (day, salt) values ($1, $2) on conflict do nothing", [
    day,
    randomBytes(32),
  ]);
  const { rows } = await pool.query("select salt from limit_salt where day = $1", [day]);
  const name = createHmac("sha256", rows[0].salt).update(`${limit} ${key}`).digest().subarray(0, 16);
  await pool.query(
    `insert into limit_count (key, points, ends_at) values ($1, $2, now() + interval '1 minute')
      on conflict (key) do update set points = excluded.points, ends_at = excluded.ends_at`,
    [name, LIMITS[limit].points],
  );
}

test("all keys of one person share a limit, which is none of their address's", async () => {
  await clear();
  const [key, second] = [await make(), await make()];
  const { rows } = await portal.database.pool.query("select distinct person_id from api_key");
  await takeAll("service", `keys of ${rows[0].person_id}`);
  let limited: Response | undefined;
  // Each another address, so that nothing is answered from what is kept.
  for (let number = 100_000; number < 101_000 && !limited; number += 50) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => ask(key, `/api/v1/proposals/${number + index}`)),
    );
    limited = answers.find(({ status }) => status === 429);
  }
  expect(Number(limited?.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect((await ask(second, "/api/v1/proposals/999998")).status).toBe(429);
  expect((await visitor.send("/api/v1/proposals/999997")).status).toBe(404);
});

describe("pages of other sites", () => {
  const from = { Origin: "https://elsewhere.example" };

  test.each([
    "/api/v1/proposals",
    "/api/v1/proposals/999999",
    "/api/v1/events",
    "/api/v1/search?kind=nonsense",
  ])("read %s as anybody", async (path) => {
    const answer = await visitor.send(path, { headers: from });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });

  test("read nothing of somebody's own, no page, and write nothing", async () => {
    const answers = [
      await maker.send("/api/v1/proposals", { headers: from }),
      await visitor.send("/proposals", { headers: from }),
      await visitor.send("/api/v1/proposals", { method: "OPTIONS", headers: from }),
      await maker.send("/api/v1/proposals", { method: "POST", headers: from, body: "{}" }),
      await maker.json("/api/v1/proposals", "POST", {}),
    ];
    expect(answers.map(({ headers }) => headers.get("Access-Control-Allow-Origin"))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 405, 403, 422]);
  });
});

test("a key that ended is forgotten after a year, and all of somebody's when they leave", async () => {
  await clear();
  await make();
  await make();
  const { db, pool } = portal.database;
  const leaver = await signIn(portal.url, "citizen-503");
  await make(NEW, leaver);
  expect(await (await leaver.send("/me/data.json")).json()).toMatchObject({
    keys: [{ title: "시청 앱", scopes: ["matters"] }],
  });
  const { rows } = await pool.query("select id, person_id from api_key order by id");
  const keysOf = (at: number) => readOwnKeys(db, FIRST_SPACE, rows[at].person_id, new Date());
  expect((await leaver.form("/me/leave", { sure: "yes" })).headers.get("Location")).toBe("/auth/left");
  expect(await keysOf(2)).toEqual([]);
  await pool.query("update api_key set revoked_at = made_at + interval '1 second' where id = $1", [
    rows[0].id,
  ]);
  const { keys } = await applyRetention(db, new Date(Date.now() + 370 * 24 * 60 * 60 * 1000));
  expect(keys).toBe(1);
  expect((await keysOf(0)).map(({ id }) => id)).toEqual([rows[1].id]);
});
