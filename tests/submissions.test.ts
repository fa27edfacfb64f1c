import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { performAct } from "#app/domain/kinds/drive/clerk-acts.ts";
import { handIn } from "#app/domain/kinds/drive/hand-in.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { sendInProposal } from "#app/domain/kinds/proposal/publish-proposal.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Client, signIn } from "./support/client.ts";
import {
  createClerk,
  createPerson,
  createProposal,
  createTestDatabase,
  type TestDatabase,
} from "./support/database.ts";
import { DAY, makeDrive, portalSigning, signMany } from "./support/drive-city.ts";
import { driveOf } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { startPortal, type TestPortal } from "./support/portal.ts";
import { programOf } from "./support/program.ts";

/** What is sent in twice is one, and the second answer is the first's. */
let database: TestDatabase;
let portal: TestPortal;
beforeAll(async () => {
  [database, portal] = await Promise.all([
    createTestDatabase("demonstration"),
    startPortal({ template: "demonstration" }),
  ]);
});
afterAll(() => Promise.all([database.close(), portal.stop()]));

const count = async ({ pool }: TestDatabase, table: string, where: string): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${table} where ${where}`,
  );
  return rows[0]?.count ?? 0;
};

const openForum = async ({ pool }: TestDatabase): Promise<number> => {
  const { rows } = await pool.query(
    "select id from matter where kind = 'forum' and state = 'open' and closes_at > now() limit 1",
  );
  return Number(rows[0]?.id);
};

const text = {
  title: "한 번만 올라가는 제안",
  body: "두 번 눌렀습니다.",
  category: "safety",
  district: null,
};

test("two processes that send in the same at the same moment make one of each", async () => {
  const { db } = database;
  const now = new Date();
  const author = await createPerson(db);
  const proposal = await createProposal(db, now, author);
  const supports = new SupportWriter(db, SUPPORT_PLUGS);
  const opinion = await giveOpinion(
    { db, supports },
    FIRST_SPACE,
    await openForum(database),
    await createPerson(db),
    { stance: "for", body: "찬성합니다." },
    now,
  );
  const processes = [1, 2].map(() =>
    fork(
      programOf("tests/support/submit-process.ts"),
      [database.url, author, proposal, opinion.id, now.toISOString()].map(String),
      { execArgv: [] },
    ),
  );
  await Promise.all(processes.map((process) => once(process, "message")));
  const answers = processes.map(async (process) => (await once(process, "message"))[0]);
  for (const process of processes) process.send("go");
  const [one, two] = await Promise.all(answers);
  expect(one).toEqual(two);
  expect(await count(database, "matter", `author_id = ${author}`)).toBe(2);
  expect(await count(database, "supplement", `matter_id = ${proposal}`)).toBe(1);
  expect(await count(database, "opinion_reply", `opinion_id = ${opinion.id}`)).toBe(1);
  expect(await count(database, "event", `matter_id = ${proposal} and kind = 'supplemented'`)).toBe(1);
});

describe("a submission", () => {
  const sent = (personId: number, content: string) =>
    ({ personId, act: "supplement", about: randomUUID(), content: [content] }) as const;
  const submit = (one: ReturnType<typeof sent>, now: Date, result: number) =>
    inTransaction(database.db, (tx) => submitOnce(tx, one, now, async () => result));

  test("is the first's for ten minutes, and then one of its own", async () => {
    const one = sent(await createPerson(database.db), "글");
    const start = new Date("2026-03-02T10:00:00+09:00");
    const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
    expect(await submit(one, start, 1)).toBe(1);
    expect(await submit(one, later(9), 2)).toBe(1);
    expect(await submit(one, later(10), 3)).toBe(3);
    expect(await submit(one, later(11), 4)).toBe(3);
  });

  test("by somebody else, about something else or of another text is another", async () => {
    const now = new Date();
    const one = sent(await createPerson(database.db), "글");
    const others = [
      { ...one, personId: await createPerson(database.db) },
      { ...one, about: randomUUID() },
      { ...one, content: ["다른 글"] as const },
      { ...one, act: "objection" as const },
    ];
    expect(await submit(one, now, 1)).toBe(1);
    for (const [place, other] of others.entries())
      expect(
        await inTransaction(database.db, (tx) => submitOnce(tx, other, now, async () => place + 2)),
      ).toBe(place + 2);
  });

  test("that failed leaves nothing: the second of two takes its place", async () => {
    const one = sent(await createPerson(database.db), "글");
    const now = new Date();
    let fail = () => {};
    let begun = () => {};
    const inside = new Promise<void>((done) => {
      begun = done;
    });
    const first = inTransaction(database.db, (tx) =>
      submitOnce(tx, one, now, () => {
        begun();
        return new Promise((_, reject) => {
          fail = () => reject(new Error("undone"));
        });
      }),
    );
    await inside;
    const second = submit(one, now, 2);
    fail();
    await expect(first).rejects.toThrow("undone");
    expect(await second).toBe(2);
  });

  test("of a proposal that was withdrawn does not stand in the way of the same proposal", async () => {
    const author = await createPerson(database.db);
    const now = new Date();
    const publish = () => sendInProposal(database.db, FIRST_SPACE, author, text, now);
    const first = await publish();
    expect(await publish()).toBe(first);
    await withdrawProposal(database.db, FIRST_SPACE, first, author, now);
    expect(await publish()).not.toBe(first);
  });
});

describe("over HTTP", () => {
  const twice = (send: () => Promise<Response>) => Promise.all([send(), send()]);

  test("POST /api/v1/proposals", async () => {
    const author = await signIn(portal.url, "citizen-6101");
    const answers = await twice(() => author.json("/api/v1/proposals", "POST", text));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [one, two] = await Promise.all(answers.map((answer) => answer.json()));
    expect(two).toEqual(one);
    expect(answers.map(({ headers }) => headers.get("Location"))).toEqual([
      `/api/v1/proposals/${one.id}`,
      `/api/v1/proposals/${one.id}`,
    ]);
    expect(await count(portal.database, "matter", `title = '${text.title}'`)).toBe(1);
  });

  test("the form that publishes, and Back after it, lead to the proposal", async () => {
    const author = await signIn(portal.url, "citizen-6102");
    const draft = randomUUID();
    await author.json(`/drafts/${draft}/autosave`, "PUT", { ...text, title: "초안에서 한 번" });
    const answers = await twice(() => author.form(`/drafts/${draft}/review`, { intent: "publish" }));
    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
    const [one, two] = answers.map(({ headers }) => headers.get("Location"));
    expect(two).toBe(one);
    expect(await count(portal.database, "matter", "title = '초안에서 한 번'")).toBe(1);
    const proposal = one?.replace(/\?.*/, "");
    for (const path of [`/drafts/${draft}`, `/drafts/${draft}/review`, `/proposals/new?draft=${draft}`]) {
      const back = await author.send(path);
      expect([path, back.status, back.headers.get("Location")]).toEqual([path, 302, proposal]);
      expect([path, back.headers.get("Cache-Control")]).toEqual([path, "private, no-store"]);
    }
    // A save that was still under way brings no draft back.
    const late = await author.json(`/drafts/${draft}/autosave`, "PUT", text);
    expect([late.status, (await late.json()).proposal]).toEqual([409, Number(proposal?.split("/").at(-1))]);
    const form = await author.form(`/drafts/${draft}`, { ...text, district: "", intent: "save" });
    expect([form.status, form.headers.get("Location")]).toEqual([302, proposal]);
    const stranger = await signIn(portal.url, "citizen-6103");
    expect((await stranger.send(`/drafts/${draft}`)).status).toBe(404);
  });

  test("a supplement, an opinion, a reply to one", async () => {
    const author: Client = await signIn(portal.url, "citizen-6104");
    const { id } = await (
      await author.json("/api/v1/proposals", "POST", { ...text, title: "보충할 제안" })
    ).json();
    const supplements = await twice(() => author.form(`/proposals/${id}/supplements`, { body: "보충" }));
    expect(supplements.map(({ status }) => status)).toEqual([302, 302]);
    expect(await count(portal.database, "supplement", `matter_id = ${id}`)).toBe(1);

    const forum = await openForum(portal.database);
    const opinion = { stance: "for", body: "한 번만 말합니다." };
    const given = await twice(() => author.json(`/api/v1/forums/${forum}/opinions`, "POST", opinion));
    const [one, two] = await Promise.all(given.map((answer) => answer.json()));
    expect(two.id).toBe(one.id);
    expect(await count(portal.database, "opinion_version", `opinion_id = ${one.id}`)).toBe(1);

    const reply = { intent: "reply", opinion: String(one.id), body: "한 번만 답합니다." };
    const replies = await twice(() => author.form(`/forums/${forum}`, reply));
    expect(replies.map(({ status }) => status)).toEqual([302, 302]);
    expect(await count(portal.database, "opinion_reply", `opinion_id = ${one.id}`)).toBe(1);
    const { rows } = await portal.database.pool.query("select reply_count from opinion where id = $1", [
      one.id,
    ]);
    expect(rows[0]?.reply_count).toBe(1);
  });

  test("an objection; another while it waits is refused", async () => {
    const { db } = portal.database;
    const services = portalSigning(db);
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    const drive = await makeDrive(db, services, { at: ago(9), required: 1 });
    await signMany(db, services, drive, 1, ago(8), ago(8));
    const { representative_id: personId } = await driveOf(db, drive);
    const list = { spaceId: FIRST_SPACE, matterId: drive };
    await handIn(services, { ...list, personId, at: ago(2) }, portal.url);
    const publish = { act: { act: "publish-list" }, clerkId: await createClerk(db), at: ago(1) } as const;
    await performAct(db, { ...list, ...publish }, portal.url);
    const objector = await signIn(portal.url, "citizen-6105");
    const body = "명부에 이사한 사람의 서명이 있습니다.";
    const sent = await twice(() => objector.form(`/drives/${drive}/objection`, { body }));
    expect(sent.map(({ status }) => status)).toEqual([302, 302]);
    const [one, two] = sent.map(({ headers }) => headers.get("Location"));
    expect([one, two]).toEqual([`/drives/${drive}/objection?done`, one]);
    const other = await objector.form(`/drives/${drive}/objection`, { body: `${body} 한 사람 더 있습니다.` });
    expect(other.status).toBe(409);
    expect(await count(portal.database, "objection", `matter_id = ${drive}`)).toBe(1);
    expect(await count(portal.database, "event", `matter_id = ${drive} and kind = 'objected'`)).toBe(1);
    // The office is told once.
    const told = `matter_id = ${drive} and office_id is not null and told_once like '%/objection/%'`;
    expect(await count(portal.database, "mail", told)).toBe(1);
  });
});
