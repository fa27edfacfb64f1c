import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#db/transaction.ts";
import { signIn } from "./support/client.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { PYTHON, runPython } from "./support/python.ts";

/** What anybody sees from outside of a city whose owner changes what is shown, and leaves the chain alone. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal({ template: "demonstration", environment: { RATE_LIMITS: "off" } });
  await publishWithPictures();
});

/** A proposal with two pictures, as one comes of a draft. */
async function publishWithPictures(): Promise<void> {
  const author = await signIn(portal.url, "citizen-7301");
  const draft = randomUUID();
  const text = {
    title: "사진이 있는 제안",
    body: "사진을 보아 주세요.",
    category: "transport",
    district: "",
  };
  expect((await author.json(`/drafts/${draft}/autosave`, "PUT", text)).status).toBe(200);
  for (const background of ["#1a2b3c", "#c3b2a1"]) {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
    const form = new FormData();
    const fields = { ...text, alt: `"사진" ${background}`, intent: "upload" };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("picture", new File([Uint8Array.from(bytes)], "a.png"));
    const kept = await author.send(`/drafts/${draft}`, { method: "POST", body: form });
    expect(kept.status).toBe(302);
  }
  // One of the two has a line under it.
  const [first] = (await portal.database.pool.query("select id, alt from picture order by position")).rows;
  const said = { ...text, [`alt:${first.id}`]: first.alt, [`caption:${first.id}`]: `"그늘" 없는 낮` };
  expect((await author.json(`/drafts/${draft}/autosave`, "PUT", said)).status).toBe(200);
  const published = await author.form(`/drafts/${draft}/review`, { intent: "publish" });
  expect(published.status).toBe(302);
  const { rowCount } = await portal.database.pool.query("select from picture where matter_id is not null");
  expect(rowCount).toBe(2);
}
afterAll(() => portal.stop());

const check = () => runPython("check-ledger.py", portal.url, tmpdir());

const CHANGES: [what: string, statement: string, fault: RegExp][] = [
  [
    "a proposal's text",
    "update matter set body = body || '.' where id = (select min(id) from matter where kind = 'proposal')",
    /the text of proposal \d+ is not the one that was recorded/,
  ],
  ["a reply", "update reply set body = body || '.'", /reply \d+\/1 is not what was recorded/],
  [
    "a picture of a proposal",
    "update picture set alt = alt || '.'",
    /the pictures of proposal \d+ are not those/,
  ],
  [
    "the line under a picture",
    "update picture set caption = '' where caption <> ''",
    /the pictures of proposal \d+ are not those/,
  ],
  ["an opinion", "update opinion set body = body || '.'", /opinion \d+ is not what was recorded/],
  [
    "a count of signatures",
    "update matter set support_count = support_count + 60 where kind = 'drive'",
    /drive \d+ counts \d+ signatures more than were recorded/,
  ],
];

describe.skipIf(!PYTHON)("whoever looks from outside", () => {
  test("finds that all holds, and is told what nobody can check there", async () => {
    const { code, said } = await check();
    expect(said).not.toContain("DOES NOT HOLD");
    expect(said).toMatch(/Cannot be checked from here: \d+ versions of the rules\./);
    expect(code).toBe(0);
  });

  test("notices what was changed: texts and counts", async () => {
    await inTransaction(portal.database.owner.db, async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      for (const [, statement] of CHANGES) await sql.raw(statement).execute(tx);
    });
    // What was answered just before may be given once more.
    for (const [what, , fault] of CHANGES)
      await expect.poll(async () => (await check()).said, { message: what, timeout: 60_000 }).toMatch(fault);
    expect((await check()).code).toBe(1);
  });
});
