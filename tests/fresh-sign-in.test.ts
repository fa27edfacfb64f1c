import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "#app/environment.ts";
import { findPersonsByAccount } from "#db/queries/persons.ts";
import { accountOf } from "./support/accounts.ts";
import { type Client, signIn } from "./support/client.ts";
import { makeDrive, portalSigning } from "./support/drive-city.ts";
import { driveOf } from "./support/drives.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";

/** FRESH_SIGN_IN: who signed in a while ago proves once more who they are, before what the setting names. */
let portal: TestPortal;
let drive: number;
let duty: number;
let draft: string;
beforeAll(async () => {
  portal = await startPortal({
    template: "demonstration",
    environment: { FRESH_SIGN_IN: "sign, export,reply" },
  });
  const { db, pool } = portal.database;
  drive = await makeDrive(db, portalSigning(db), { at: new Date(Date.now() - 60_000) });
  draft = (await driveOf(db, drive)).draft_hash.toString("hex");
  const { rows } = await pool.query(`select duty.id from duty join office on office.id = office_id
    where office.code = 'transport' and met_at is null and step is null order by duty.id limit 1`);
  duty = Number(rows[0]?.id);
});
afterAll(() => portal.stop());

/** One who proved who they are so many minutes ago, and has asked for nothing since: a portal remembers sessions a while. */
async function provedAgo(login: string, minutes: number): Promise<Client> {
  const client = await signIn(portal.url, login);
  const [id = 0] = await findPersonsByAccount(portal.database.db, { subject: "", hash: accountOf(login) });
  await portal.database.db
    .updateTable("session")
    .set({ authenticated_at: new Date(Date.now() - minutes * 60_000) })
    .where("user_id", "=", id)
    .execute();
  return client;
}

const count = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await portal.database.pool.query(`select count(*)::int as n from ${sql}`, values)).rows[0]?.n);
const signatures = () => count("support where matter_id = $1", [drive]);
const replies = () => count("reply where duty_id = $1", [duty]);
const exports = () => count("personal_read where matter_id = $1", [drive]);

/** What the setting names: whose it is, its page, and the writes behind it. */
const ACTS = [
  {
    act: "sign",
    login: (number: number) => `citizen-96${number}`,
    page: () => `/drives/${drive}/sign`,
    written: signatures,
    form: (client: Client) => client.form(`/drives/${drive}/sign`, { draft, consent: "yes" }),
    api: (client: Client) =>
      client.json(`/api/v1/drives/${drive}/signature`, "PUT", { consent: true, textHash: draft }),
  },
  {
    act: "reply",
    login: () => "officer-transport",
    page: () => `/desk/duties/${duty}`,
    written: replies,
    form: (client: Client) =>
      client.form(`/desk/duties/${duty}`, {
        intent: "publish",
        decision: "will-do",
        body: "다음 달 안에 정류장마다 의자를 놓고, 놓은 곳을 이 자리에서 알려 드립니다.",
      }),
    api: (client: Client) =>
      client.json(`/api/v1/duties/${duty}/replies`, "POST", {
        decision: "will-do",
        body: "다음 달 안에 정류장마다 의자를 놓고, 놓은 곳을 이 자리에서 알려 드립니다.",
      }),
  },
  {
    act: "export",
    login: () => "clerk",
    page: () => `/clerk/drives/${drive}/list`,
    written: exports,
    form: (client: Client) =>
      client.form(`/clerk/drives/${drive}/export`, { format: "csv", purpose: "확인", recipient: "" }),
    api: undefined,
  },
] as const;

describe.each(ACTS)("to $act", ({ login, page, written, form, api }) => {
  test("its page leads through signing in and back, after ten minutes", async () => {
    const late = await provedAgo(login(1), 11);
    const asked = await late.send(page());
    const query = new URLSearchParams({ fresh: "1", returnTo: page() });
    expect([asked.status, asked.headers.get("Location")]).toEqual([302, `/auth/sign-in?${query}`]);
    const again = await late.follow(`/auth/sign-in?${query}&as=${login(1)}`);
    expect([again.status, new URL(again.url).pathname]).toEqual([200, page()]);
    expect((await late.send(page())).status).toBe(200);
  });

  test("a write is refused after half an hour, and nothing is written", async () => {
    const late = await provedAgo(login(2), 31);
    const before = await written();
    const answers = [await form(late), ...(api ? [await api(late)] : [])];
    for (const answer of answers) expect([401, 302]).toContain(answer.status);
    for (const answer of answers)
      if (answer.status === 302) expect(answer.headers.get("Location")).toContain("/auth/sign-in?fresh=1");
      else if (answer.headers.get("Content-Type")?.includes("problem+json"))
        expect((await answer.json()).code).toBe("fresh-sign-in-needed");
    expect(await written()).toBe(before);
  });

  test("what was begun in time is taken", async () => {
    const client = await provedAgo(login(3), 29);
    const answer = await form(client);
    expect(answer.headers.get("Location") ?? "").not.toContain("/auth/sign-in");
    expect(answer.status).toBeLessThan(400);
  });
});

test("what it does not name needs none, and what nobody knows stops the start", async () => {
  const late = await provedAgo("citizen-969", 600);
  const { rows } = await portal.database.pool.query(
    "select id from matter where kind = 'proposal' and state = 'open' and closes_at > now() limit 1",
  );
  expect((await late.json(`/api/v1/proposals/${rows[0]?.id}/agreement`, "PUT")).status).toBe(201);
  expect(() => readEnvironment({ FRESH_SIGN_IN: "sign,vote" })).toThrow(/FRESH_SIGN_IN/);
});
