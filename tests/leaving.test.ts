import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { closeMatters } from "#db/queries/matters.ts";
import { findPersonsByAccount } from "#db/queries/persons.ts";
import { inTransaction } from "#db/transaction.ts";
import { accountOf } from "./support/accounts.ts";
import { axeFindings, launchBrowser, visit } from "./support/browser.ts";
import { type Client, signIn } from "./support/client.ts";
import { asOwner, createPerson, createProposal } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";
import { countRoll, makeRoll } from "./support/rolls.ts";

/** A person's own data, leaving, and what is kept how long. */
const DAY = 24 * 60 * 60 * 1000;

let portal: TestPortal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function personOf(login: string): Promise<number> {
  const [id] = await findPersonsByAccount(portal.database.db, { subject: "", hash: accountOf(login) });
  if (id === undefined) throw new Error(`${login} never signed in.`);
  return id;
}
const personRow = (id: number) =>
  portal.database.db.selectFrom("person").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const countOf = async (id: number) =>
  (
    await portal.database.db
      .selectFrom("matter")
      .select("support_count")
      .where("id", "=", id)
      .executeTakeFirstOrThrow()
  ).support_count;
const agree = (client: Client, id: number) => client.json(`/api/v1/proposals/${id}/agreement`, "PUT");
/** As if somebody had signed in so long ago. */
const age = (id: number, minutes: number) =>
  portal.database.db
    .updateTable("session")
    .set({ authenticated_at: new Date(Date.now() - minutes * 60_000) })
    .where("user_id", "=", id)
    .execute();

describe("one's own data", () => {
  test("is all there, opened, and nobody else's; by the command too", async () => {
    const client = await signIn(portal.url, "citizen-9101");
    const matter = await createProposal(portal.database.db, new Date());
    await agree(client, matter);
    const answer = await client.send("/me/data.json");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    const data = await answer.json();
    expect(data.person.email).toBe("citizen-9101@example.com");
    expect(data.supports).toMatchObject([{ number: matter, kind: "proposal" }]);
    expect(data.sessions).toHaveLength(1);
    const page = await (await client.send("/me/data")).text();
    expect(page).toContain("citizen-9101@example.com");
    // Every field has a word, and what stands in it is no code.
    const words = [...page.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, word]) => word);
    expect(words.filter((word) => !/[가-힣]/.test(word ?? ""))).toEqual([]);
    expect(page).not.toMatch(/<dd[^>]*>(<span[^>]*>)?(proposal|open|ko|true)</);

    const { stdout } = await promisify(execFile)(
      process.execPath,
      [programOf("app/commands/person.ts"), "export", "citizen-9101"],
      {
        env: {
          NODE_ENV: "test",
          PATH: process.env.PATH,
          DATABASE_URL: portal.database.url,
          LOG_LEVEL: "error",
        },
      },
    );
    expect(JSON.parse(stdout).person).toEqual(data.person);
  });

  test.each(["/me/data", "/me/data.json", "/me/leave"])(
    "%s asks who signed in a while ago to do it once more",
    async (path) => {
      const client = await signIn(portal.url, "citizen-9102");
      await age(await personOf("citizen-9102"), 11);
      const asked = await client.send(path);
      expect(asked.status).toBe(302);
      const back = asked.headers.get("Location") ?? "";
      expect(back).toContain("/auth/sign-in?fresh=1");
      const begun = await client.send(`${back}&as=citizen-9102`);
      const agency = new URL(begun.headers.get("Location") ?? "", portal.url);
      expect(agency.searchParams.get("prompt")).toBe("login");
      expect(Number(agency.searchParams.get("max_age"))).toBeGreaterThan(0);
      expect((await client.follow(`${back}&as=citizen-9102`)).status).toBe(200);
      expect((await client.send(path)).status).toBe(200);
    },
  );
});

test("a provider that let somebody in without a question, or does not say when, makes nothing fresh", async () => {
  for (const provedAt of [new Date(Date.now() - 11 * 60_000), null]) {
    const client = await signIn(portal.url, "citizen-9103");
    await portal.database.db
      .updateTable("session")
      .set({ authenticated_at: provedAt })
      .where("user_id", "=", await personOf("citizen-9103"))
      .execute();
    const asked = await client.send("/me/leave");
    expect([asked.status, asked.headers.get("Location")]).toEqual([
      302,
      "/auth/sign-in?fresh=1&returnTo=%2Fme%2Fleave",
    ]);
  }
});

describe("leaving", () => {
  test("needs a yes, a fresh sign-in, and is no GET", async () => {
    const client = await signIn(portal.url, "citizen-9110");
    const id = await personOf("citizen-9110");
    expect((await client.send("/me/leave")).status).toBe(200);
    expect((await client.form("/me/leave", {})).status).toBe(422);
    const old = await signIn(portal.url, "citizen-9110");
    await age(id, 31); // before it is used: a portal remembers a session for some seconds
    const late = await old.form("/me/leave", { sure: "yes" });
    // Refused; and the page that would say so is one that asks to sign in once more.
    expect([late.status, late.headers.get("Location")]).toEqual([
      302,
      "/auth/sign-in?fresh=1&returnTo=%2Fme%2Fleave",
    ]);
    expect(await personRow(id)).toMatchObject({ left_at: null });
  });

  test("takes back what can be, keeps what counted, forgets the rest", async () => {
    const { db } = portal.database;
    const client = await signIn(portal.url, "citizen-9111");
    const other = await signIn(portal.url, "citizen-9112");
    const id = await personOf("citizen-9111");
    const [open, over] = [
      await createProposal(db, new Date()),
      await createProposal(db, new Date(Date.now() - DAY)),
    ];
    for (const matter of [open, over]) for (const who of [client, other]) await agree(who, matter);
    const past = new Date(Date.now() - 1000);
    await db
      .updateTable("matter")
      .set({ closes_at: past, withdrawable_until: past })
      .where("id", "=", over)
      .execute();
    await inTransaction(db, (tx) => closeMatters(tx, { spaceId: FIRST_SPACE }, new Date(), 10));
    await client.json("/api/v1/proposals", "POST", {
      title: "늦은 밤 버스를 한 대만 더",
      body: "막차가 끊긴 뒤에 걸어서 집에 가는 사람이 많습니다. 한 대만 더 있으면 좋겠습니다.",
      category: "transport",
    });

    expect((await client.form("/me/follows", { intent: "start", follow: `matter/${open}` })).status).toBe(
      302,
    );
    await db
      .insertInto("notice")
      .values({ person_id: id, space_id: FIRST_SPACE, event_seq: 1, sort: "reply", created_at: past })
      .execute();
    await db
      .insertInto("notice_setting")
      .values({ person_id: id, sort: "reply", told: true, mail: false, push: false })
      .execute();

    const left = await client.form("/me/leave", { sure: "yes" });
    expect([left.status, left.headers.get("Location")]).toEqual([302, "/auth/left"]);
    expect((await client.send("/auth/left")).status).toBe(200);
    expect((await client.send("/me")).status).toBe(302);
    expect([await countOf(open), await countOf(over)]).toEqual([1, 2]);
    expect(await personRow(id)).toMatchObject({
      identity_hash: null,
      sealed: null,
      district: null,
      public_name: "○○○",
      mail_wanted: false,
    });
    for (const table of [
      "account",
      "mail",
      "draft",
      "saved_search",
      "follow",
      "notice",
      "notice_setting",
    ] as const)
      expect(await db.selectFrom(table).selectAll().where("person_id", "=", id).execute()).toEqual([]);
    expect(await db.selectFrom("session").selectAll().where("user_id", "=", id).execute()).toEqual([]);
    expect(await verifyChain(db, FIRST_SPACE)).toMatchObject({ holds: true });

    // Whoever comes back is somebody else, and counts once in what is open.
    const again = await signIn(portal.url, "citizen-9111");
    expect(await personOf("citizen-9111")).not.toBe(id);
    expect((await agree(again, open)).status).toBe(201);
    expect((await agree(again, over)).status).toBe(409);
    expect([await countOf(open), await countOf(over)]).toEqual([2, 2]);
  });

  test("keeps the identity while something that counted is still open: nobody counts twice", async () => {
    const { db } = portal.database;
    const matter = await createProposal(db, new Date(Date.now() - DAY));
    const client = await signIn(portal.url, "citizen-9113");
    const id = await personOf("citizen-9113");
    await agree(client, matter);
    await db
      .updateTable("matter")
      .set({ withdrawable_until: new Date(Date.now() - 1000), supports_fixed_at: new Date() })
      .where("id", "=", matter)
      .execute();
    expect((await client.form("/me/leave", { sure: "yes" })).status).toBe(302);
    expect((await personRow(id)).identity_hash).not.toBeNull();
    await applyRetention(db, new Date());
    expect((await personRow(id)).identity_hash).not.toBeNull();
    const again = await signIn(portal.url, "citizen-9113");
    expect(await personOf("citizen-9113")).toBe(id);
    expect((await agree(again, matter)).status).toBe(200);
    expect(await countOf(matter)).toBe(1);
    expect((await again.form("/me/leave", { sure: "yes" })).status).toBe(302);
    await db
      .updateTable("matter")
      .set({ state: "closed", ended_at: new Date() })
      .where("id", "=", matter)
      .execute();
    await applyRetention(db, new Date());
    expect((await personRow(id)).identity_hash).toBeNull();
  });

  test("is refused to who holds a post, and the page says why", async () => {
    const clerk = await signIn(portal.url, "clerk");
    expect(await (await clerk.send("/me/leave")).text()).toContain("맡은 역할이 있어 탈퇴할 수 없습니다");
    expect((await clerk.form("/me/leave", { sure: "yes" })).status).toBe(409);
    expect((await clerk.send("/me")).status).toBe(200);
  });
});

describe("devices", () => {
  test("are listed and ended one by one; somebody else's are not", async () => {
    const [here, there] = [
      await signIn(portal.url, "citizen-9120"),
      await signIn(portal.url, "citizen-9120"),
    ];
    const stranger = await signIn(portal.url, "citizen-9121");
    const handleOf = (client: Client) =>
      createHash("sha256")
        .update(/gonggam=([^;]+)/.exec(client.cookieHeader)?.[1] ?? "")
        .digest("hex")
        .slice(0, 16);
    const page = await (await here.send("/me?show=settings")).text();
    expect(page).toContain(handleOf(there));
    expect(page).not.toContain(`value="${handleOf(here)}"`);
    await stranger.form("/auth/sign-out", { device: handleOf(there) });
    expect((await there.send("/me")).status).toBe(200);
    expect((await here.form("/auth/sign-out", { device: handleOf(there) })).headers.get("Location")).toBe(
      "/me?show=settings",
    );
    await expect.poll(async () => (await there.send("/me")).status).toBe(302);
    expect((await here.send("/me")).status).toBe(200);
  });
});

/** A matter of yesterday that counted the roll, so many days after that time. */
async function countedUntil(roll: number, at: Date, days: number, state: "open" | "closed" = "closed") {
  const { db } = portal.database;
  const matter = await createProposal(db, new Date());
  await countRoll(db, matter, roll);
  const closes_at = new Date(at.getTime() + days * DAY);
  await db
    .updateTable("matter")
    .set({ closes_at, state, ended_at: state === "closed" ? closes_at : null })
    .where("id", "=", matter)
    .execute();
}

/** What proposals count from now on. */
const namedByRules = (roll: number | null) =>
  asOwner(portal.database.db, (owner) => owner.updateTable("rule_set").set({ roll_id: roll }).execute());

describe("what is kept", () => {
  test("goes when its time is over, and not before; a run that is stopped goes on", async () => {
    const { db, pool } = portal.database;
    const client = await signIn(portal.url, "citizen-9130");
    const id = await personOf("citizen-9130");
    const now = new Date("2027-06-01T00:00:00Z");
    const ago = (days: number) => new Date(now.getTime() - days * DAY);
    expect((await client.send("/me")).status).toBe(200);
    await pool.query(
      `insert into mail (space_id, told_once, person_id, subject, body, created_at)
       select 1, 'kept/' || n, $1, 's', 'b', case when n <= 1200 then $2::timestamptz else $3::timestamptz end
       from generate_series(1, 1201) n`,
      [id, ago(181), ago(179)],
    );
    await pool.query(
      `insert into draft (id, person_id, space_id, title, body, updated_at)
       values (gen_random_uuid(), $1, 1, 'old', '', $2), (gen_random_uuid(), $1, 1, 'new', '', $3)`,
      [id, ago(181), ago(179)],
    );
    const stopped = new AbortController();
    stopped.abort();
    expect((await applyRetention(db, now, stopped.signal)).letters).toBe(0);
    expect(await applyRetention(db, now)).toMatchObject({ letters: 1200, drafts: 1 });
    expect(await applyRetention(db, now)).toMatchObject({ letters: 0, drafts: 0 });
    const drafts = await db.selectFrom("draft").select("title").where("person_id", "=", id).execute();
    expect(drafts).toEqual([{ title: "new" }]);
  });

  test.each<[string, boolean, (roll: number, at: Date) => Promise<unknown>]>([
    ["that nothing was ever counted by", true, async () => {}],
    ["of a poll that closed long ago", true, (roll, at) => countedUntil(roll, at, -1)],
    ["of a poll that closed since", false, (roll, at) => countedUntil(roll, at, 1)],
    ["of what is open still", false, (roll, at) => countedUntil(roll, at, -1, "open")],
    ["that the rules in force name", false, (roll) => namedByRules(roll)],
  ])("who acts for an entry of a roll %s: forgotten %s", async (_, forgotten, use) => {
    const { db, pool } = portal.database;
    const { id: roll } = await makeRoll(db, [{ label: "101동 101호", personId: await createPerson(db) }]);
    const now = new Date(Date.now() + 1_200 * DAY);
    const acting = async () =>
      (
        await pool.query("select label, person_id is null as nobody from roll_entry where roll_id = $1", [
          roll,
        ])
      ).rows;
    try {
      await use(roll, new Date(now.getTime() - 1_096 * DAY));
      await applyRetention(db, now);
      expect(await acting()).toEqual([{ label: "101동 101호", nobody: forgotten }]);
      expect(await applyRetention(db, now)).toMatchObject({ rolls: 0 });
    } finally {
      await namedByRules(null);
    }
  });

  test("of a roll that is younger than that, it stays", async () => {
    const { db } = portal.database;
    await makeRoll(db, [{ label: "101동 101호", personId: await createPerson(db) }]);
    expect(await applyRetention(db, new Date(Date.now() + 1_095 * DAY))).toMatchObject({ rolls: 0 });
  });

  test("is on the public page, with its days", async () => {
    const page = await (await fetch(`${portal.url}/privacy?lang=en`)).text();
    for (const text of [
      "180 days after the last save",
      "Signs of abuse while signing",
      "365 days",
      "What you act for in a roll",
      "1,096 days",
    ])
      expect(page).toContain(text);
  });
});

describe.each(["ko", "en", "ja"])("pages in %s", (language) => {
  test.each(["/me/data", "/me/leave", "/me?show=settings", "/privacy"])(
    "%s has nothing that axe finds",
    async (path) => {
      const { page, context } = await visit(browser, portal.url);
      const client = await signIn(portal.url, "citizen-9140");
      const [name = "", value = ""] = (
        client.cookieHeader.split("; ").find((pair) => pair.startsWith("gonggam=")) ?? ""
      ).split(/=(.*)/);
      await context.addCookies([{ name, value, url: portal.url }]);
      await page.setViewportSize({ width: 375, height: 800 });
      await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      await context.close();
    },
  );
});
