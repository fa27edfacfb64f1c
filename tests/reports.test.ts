import { readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { replyToOpinion } from "#app/domain/kinds/forum/answer-opinion.ts";
import { putBackground } from "#app/domain/kinds/forum/background.ts";
import { openForum } from "#app/domain/kinds/forum/open-forum.ts";
import { answerReports, hideReported, showAgain } from "#app/domain/moderation/judge.ts";
import { readDecided, readWaiting } from "#app/domain/moderation/read-desk.ts";
import { addStatement } from "#app/domain/opinion-map/add-statement.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { readMessages, writeMessage } from "#app/domain/quick-poll/chat.ts";
import { makeQuickPoll } from "#app/domain/quick-poll/make-quick-poll.ts";
import { changePoll } from "#app/domain/quick-poll/manage.ts";
import { reportQuick } from "#app/domain/quick-poll/moderate.ts";
import { findPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import { readOwnReports } from "#app/domain/report/own-reports.ts";
import { type Inside, reportMatter } from "#app/domain/report/report.ts";
import type { ReportInput } from "#app/domain/report/schema.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { migrate } from "#db/migrate.ts";
import { markBackgroundRemoved } from "#db/queries/forums.ts";
import { TEXT_CHECKS } from "#db/queries/ledger-checks/texts.ts";
import { deleteReportsOf } from "#db/queries/reports.ts";
import type { PostRole } from "#db/tables/space.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPersons, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createDatabaseAt } from "./support/old-portal.ts";

/** Reports of every sort of thing: who may, what two at once come to, what is decided, and what is shown again. */

let database: TestDatabase;
let people: number[];
let matter: number;
const now = new Date();
const DAY_MS = 24 * 60 * 60 * 1000;

beforeAll(async () => {
  database = await createTestDatabase();
  people = await createPersons(database.db, 40);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.owner.pool.query("truncate moderated cascade");
  matter = await createProposal(database.db, now);
});

const person = (index: number) => people[index] ?? 0;
const reporting = (by: number, at = now) => ({ spaceId: FIRST_SPACE, personId: by, now: at });
const SPAM: ReportInput = { reason: "spam", note: "" };
const report = (by = person(1), inside: Inside = {}, input = SPAM, about = matter) =>
  reportMatter(database.db, reporting(by), about, inside, input);
async function statement(body = "밤에도 버스가 다녀야 한다."): Promise<number> {
  const added = await addStatement(database.db, FIRST_SPACE, matter, person(0), { body, anyway: true }, now);
  if (!("id" in added)) throw new Error("It was not added.");
  return added.id;
}
const viewerWith = (role?: PostRole, spaceId = FIRST_SPACE): Viewer => ({
  personId: person(39),
  publicName: "김○○",
  district: null,
  language: "ko",
  posts: role ? [{ spaceId, role, officeId: null }] : [],
});
const judging = (viewer = viewerWith("moderator"), spaceId = FIRST_SPACE) => ({ spaceId, viewer, now });
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => {
      if (isPortalError(error)) return error.code;
      throw error;
    },
  );
const waiting = async () => (await readWaiting(database.db, FIRST_SPACE, null)).items;
async function onlyWaiting() {
  const [item, ...others] = await waiting();
  if (!item || others.length > 0) throw new Error("Not one thing waits.");
  return item;
}
const outcomes = async (by = person(1)) =>
  (await readOwnReports(database.db, FIRST_SPACE, by, 100)).map(({ outcome }) => outcome);
const statementFaults = () =>
  Promise.all(
    [TEXT_CHECKS.statements, TEXT_CHECKS["statements-hidden"]].map((check) =>
      check(database.db, FIRST_SPACE),
    ),
  );
let made = 0;
async function quickPoll() {
  made += 1;
  const input = {
    question: `질문 ${made}`,
    choices: ["가", "나"],
    name: `reported-${made}`,
    lasts: "day" as const,
  };
  const name = await makeQuickPoll(database.db, FIRST_SPACE, person(0), input, now);
  const poll = await findPoll(database.db, FIRST_SPACE, name, now);
  await changePoll(database.db, { poll, makerId: person(0), now }, { chat: true });
  await writeMessage(database.db, poll, person(2), "한마디", now);
  const [message] = (await readMessages(database.db, poll, null, 1)).items;
  return { poll, message: message?.id ?? 0 };
}

describe("reporting", () => {
  test("a person has one open report of a thing, however many are sent at once; others add to it", async () => {
    const sent = await Promise.all(Array.from({ length: 8 }, () => report()));
    expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(sent.map(({ report: own }) => own.outcome)).toEqual(Array(8).fill(null));
    await Promise.all([report(person(2)), report(person(3))]);
    expect(await onlyWaiting()).toMatchObject({ subject: "matter", reports: 3 });
    const { id } = await onlyWaiting();
    await answerReports(database.db, judging(), id, "kept", 3);
    expect(await waiting()).toEqual([]);
    // It was answered: another is a new one.
    expect((await report()).isNew).toBe(true);
    expect(await outcomes()).toEqual([null, "kept"]);
  });

  test("what is not there, is of another matter, or is hidden, is not found", async () => {
    const id = await statement();
    const other = await createProposal(database.db, now);
    expect(await code(report(person(1), { statement: 999_999 }))).toBe("not-found");
    expect(await code(report(person(1), { opinion: 999_999 }))).toBe("not-found");
    expect(await code(report(person(1), {}, SPAM, 999_999))).toBe("not-found");
    expect(await code(report(person(1), { statement: id }, SPAM, other))).toBe("not-found");
    const elsewhere = { ...reporting(person(1)), spaceId: FIRST_SPACE + 1_000 };
    expect(await code(reportMatter(database.db, elsewhere, matter, {}, SPAM))).toBe("not-found");
    await report(person(1), { statement: id });
    const { id: thing } = await onlyWaiting();
    await hideReported(database.db, judging(), thing, { reason: "insult" });
    expect(await code(report(person(2), { statement: id }))).toBe("not-found");
  });

  test("a reply below an opinion is a thing of its own, found at its place", async () => {
    const forum = await inTransaction(database.db, (tx) =>
      openForum(tx, { id: matter, space_id: FIRST_SPACE }, now, new Date(now.getTime() + DAY_MS)),
    );
    const { id: opinion } = await database.db
      .insertInto("opinion")
      .values({
        forum_id: forum.id,
        person_id: person(4),
        stance: "for",
        body: "찬성",
        created_at: now,
        updated_at: now,
        version: 1,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await replyToOpinion(database.db, FIRST_SPACE, opinion, person(5), "광고 댓글", now);
    const { id: reply } = await database.db
      .selectFrom("opinion_reply")
      .select("id")
      .where("opinion_id", "=", opinion)
      .executeTakeFirstOrThrow();
    const about = (inside: Inside, of = forum.id) => code(report(person(1), inside, SPAM, of));
    expect([await about({ reply }), await about({ reply: 999_999 }), await about({ reply }, matter)]).toEqual(
      ["done", "not-found", "not-found"],
    );
    const item = await onlyWaiting();
    expect(item).toMatchObject({ subject: "reply", text: "광고 댓글", reports: 1 });
    expect(item.path).toBe(`/forums/${forum.id}#reply-${reply}`);
    // It stands in the public record as the opinion does: moderators pass it on.
    await answerReports(database.db, judging(), item.id, "passed-on", 1);
    expect(await outcomes()).toEqual(["passed-on"]);
  });

  test("an item of a forum's background is one too, while it stands there", async () => {
    const forum = await inTransaction(database.db, (tx) =>
      openForum(tx, { id: matter, space_id: FIRST_SPACE }, now, new Date(now.getTime() + DAY_MS)),
    );
    const item = { title: "지금", body: "배경입니다", url: null };
    const number = await inTransaction(database.db, (tx) =>
      putBackground(tx, FIRST_SPACE, forum.id, item, now),
    );
    const { id } = await database.db
      .selectFrom("background")
      .select("id")
      .where("forum_id", "=", forum.id)
      .executeTakeFirstOrThrow();
    const about = (of: number) => code(report(person(1), { background: id }, SPAM, of));
    expect([await about(forum.id), await about(matter)]).toEqual(["done", "not-found"]);
    expect(await onlyWaiting()).toMatchObject({
      subject: "background",
      text: "지금\n배경입니다",
      path: `/forums/${forum.id}#background-${id}`,
    });
    await inTransaction(database.db, (tx) => markBackgroundRemoved(tx, forum.id, number, now));
    expect(await code(report(person(2), { background: id }, SPAM, forum.id))).toBe("not-found");
  });

  test("moderators read why and how many, and nothing of who", async () => {
    await report(person(1), {}, { reason: "illegal", note: "법에 어긋납니다" });
    await report(person(2), {}, { reason: "personal-data", note: "" });
    const item = await onlyWaiting();
    expect(item.said).toEqual([
      { reason: "illegal", note: "법에 어긋납니다" },
      { reason: "personal-data", note: null },
    ]);
    expect(Object.keys(item).sort()).toEqual(
      ["hidden", "hideReasons", "id", "path", "reports", "said", "since", "subject", "text", "title"].sort(),
    );
  });

  test("of a thing with many the first thirty are read; how many there are is said", async () => {
    for (let by = 0; by < 33; by += 1)
      await report(person(by), {}, { reason: "spam", note: `${by}` }, matter);
    const { said, reports, since } = await onlyWaiting();
    expect([said.map(({ note }) => note), reports, since]).toEqual([
      Array.from({ length: 30 }, (_, by) => `${by}`),
      33,
      now.toISOString(),
    ]);
  });

  test("most reports come first, a page after the other, whatever is reported meanwhile", async () => {
    const things: number[] = [];
    for (let index = 0; index < 25; index += 1) {
      const about = await createProposal(database.db, now);
      for (let by = 0; by <= index % 4; by += 1) await report(person(by), {}, SPAM, about);
      things.push(about);
    }
    const seen: string[] = [];
    const counts: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await readWaiting(database.db, FIRST_SPACE, cursor);
      seen.push(...page.items.map(({ path }) => path));
      counts.push(...page.items.map(({ reports }) => reports));
      if (cursor === null) await report(person(9), {}, SPAM, await createProposal(database.db, now));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(things.every((id) => seen.includes(`/proposals/${id}`))).toBe(true);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(await code(readWaiting(database.db, FIRST_SPACE, "abc"))).toBe("invalid-input");
    expect(await code(readDecided(database.db, FIRST_SPACE, "abc"))).toBe("invalid-input");
  });

  test("who leaves takes their reports along; what was answered goes after a year", async () => {
    await report(person(1));
    await report(person(2));
    await inTransaction(database.db, (tx) => deleteReportsOf(tx, person(1)));
    expect(await onlyWaiting()).toMatchObject({ reports: 1 });
    await answerReports(database.db, judging(), (await onlyWaiting()).id, "kept", 1);
    await applyRetention(database.db, new Date(now.getTime() + 364 * DAY_MS));
    expect(await outcomes(person(2))).toEqual(["kept"]);
    await applyRetention(database.db, new Date(now.getTime() + 366 * DAY_MS));
    expect(await outcomes(person(2))).toEqual([]);
  });
});

describe("deciding", () => {
  const ELSEWHERE = FIRST_SPACE + 1_000;
  test.each<[PostRole | undefined, number, string]>([
    ["moderator", FIRST_SPACE, "done"],
    ["admin", FIRST_SPACE, "done"],
    ["officer", FIRST_SPACE, "not-permitted"],
    ["mayor", FIRST_SPACE, "not-permitted"],
    ["head", FIRST_SPACE, "not-permitted"],
    ["clerk", FIRST_SPACE, "not-permitted"],
    [undefined, FIRST_SPACE, "not-permitted"],
    ["moderator", ELSEWHERE, "not-permitted"],
  ])("by %s of space %i: %s", async (role, space, expected) => {
    const by = judging(viewerWith(role, space));
    const id = await statement();
    await report(person(1), { statement: id });
    const { id: thing } = await onlyWaiting();
    expect(await code(answerReports(database.db, by, thing, "kept", 1))).toBe(expected);
    await report(person(2), { statement: id });
    expect(await code(hideReported(database.db, by, thing, { reason: "insult" }))).toBe(expected);
    if (expected !== "done") await hideReported(database.db, judging(), thing, { reason: "insult" });
    expect(await code(showAgain(database.db, by, thing, { reason: "mistake" }))).toBe(expected);
    // A moderator of another space does not find it in theirs either.
    const theirs = judging(viewerWith("moderator", ELSEWHERE), ELSEWHERE);
    expect(await code(showAgain(database.db, theirs, thing, { reason: "mistake" }))).toBe("not-found");
  });

  test("a statement is hidden for a reason of its own, shown again, and both stand in the ledger", async () => {
    const id = await statement();
    await report(person(1), { statement: id });
    const { id: thing } = await onlyWaiting();
    expect(await code(hideReported(database.db, judging(), thing, { reason: "spam" }))).toBe("invalid-input");
    await hideReported(database.db, judging(), thing, { reason: "advertising" });
    expect(await outcomes()).toEqual(["hidden"]);
    const shown = async () => (await readOpinionMap(database.db, matter, undefined)).statements;
    expect(await shown()).toMatchObject([{ body: null, hidden: { reason: "advertising" } }]);
    expect(await statementFaults()).toEqual([undefined, undefined]);

    const decided = async () => (await readDecided(database.db, FIRST_SPACE, null)).items;
    expect(await decided()).toMatchObject([{ thing, act: "hidden", reason: "advertising", mayShow: true }]);
    expect(await code(showAgain(database.db, judging(), thing, { reason: "" }))).toBe("invalid-input");
    expect(await code(showAgain(database.db, judging(), thing, { reason: "because" }))).toBe("invalid-input");
    const twice = await Promise.all(
      ["mistake", "objection"].map((reason) => code(showAgain(database.db, judging(), thing, { reason }))),
    );
    expect(twice.sort()).toEqual(["changed-meanwhile", "done"]);
    expect(await shown()).toMatchObject([{ body: "밤에도 버스가 다녀야 한다.", hidden: null }]);
    expect(await decided()).toMatchObject([
      { act: "shown", mayShow: false },
      { act: "hidden", mayShow: false },
    ]);
    expect(await statementFaults()).toEqual([undefined, undefined]);
    const lines = await database.db
      .selectFrom("event")
      .select(["kind", "data"])
      .where("matter_id", "=", matter)
      .where("kind", "in", ["statement-hidden", "statement-shown"])
      .orderBy("seq")
      .execute();
    expect(lines).toMatchObject([
      { kind: "statement-hidden", data: { statement: id, reason: "advertising" } },
      { kind: "statement-shown", data: { statement: id } },
    ]);
    // Hidden beside the ledger it is noticed, as before.
    await database.db
      .updateTable("statement")
      .set({ hidden_at: now, hidden_reason: "advertising" })
      .where("id", "=", id)
      .execute();
    expect((await statementFaults())[1]).toBeDefined();
    await database.db
      .updateTable("statement")
      .set({ hidden_at: null, hidden_reason: null })
      .where("id", "=", id)
      .execute();
  });

  test("what nobody may hide is passed on", async () => {
    await report();
    const { id, hideReasons } = await onlyWaiting();
    expect(hideReasons).toEqual([]);
    expect(await code(hideReported(database.db, judging(), id, { reason: "insult" }))).toBe("bad-request");
    expect(await code(showAgain(database.db, judging(), id, { reason: "mistake" }))).toBe(
      "changed-meanwhile",
    );
    await answerReports(database.db, judging(), id, "passed-on", 1);
    expect(await outcomes()).toEqual(["passed-on"]);
  });

  test("what moderators may hide is theirs to decide: it is not passed on", async () => {
    await report(person(1), { statement: await statement() });
    const { id } = await onlyWaiting();
    expect(await code(answerReports(database.db, judging(), id, "passed-on", 1))).toBe("bad-request");
    expect(await outcomes()).toEqual([null]);
  });

  test("what was reported again since it was read is read again; what was decided is decided once", async () => {
    await report();
    const { id } = await onlyWaiting();
    await report(person(2));
    expect(await code(answerReports(database.db, judging(), id, "kept", 1))).toBe("changed-meanwhile");
    const both = await Promise.all(
      (["kept", "passed-on"] as const).map((act) => code(answerReports(database.db, judging(), id, act, 2))),
    );
    expect(both.sort()).toEqual(["changed-meanwhile", "done"]);
    expect(await code(answerReports(database.db, judging(), 999_999, "kept", 1))).toBe("not-found");
  });

  test("a one-touch poll and its message are hidden with their reports, and each is shown again", async () => {
    const { poll, message } = await quickPoll();
    await reportQuick(database.db, reporting(person(1)), poll, message, SPAM);
    await reportQuick(database.db, reporting(person(2)), poll, null, SPAM);
    await reportQuick(database.db, reporting(person(3)), poll, null, SPAM);
    const [whole, said] = await waiting();
    expect([whole, said]).toMatchObject([
      { subject: "quick-poll", reports: 2 },
      { subject: "message", reports: 1, text: "한마디", path: `/q/${poll.name}#chat` },
    ]);
    expect(await hideReported(database.db, judging(), whole?.id ?? 0, { reason: "illegal" })).toBe(poll.id);
    expect(await waiting()).toEqual([]);
    expect([await outcomes(person(1)), await outcomes(person(2))]).toEqual([["hidden"], ["hidden"]]);
    // The message is hidden with its poll, from who reported it too, and is shown again with it alone.
    expect(await readOwnReports(database.db, FIRST_SPACE, person(1), 1)).toMatchObject([{ text: null }]);
    const decided = (await readDecided(database.db, FIRST_SPACE, null)).items;
    expect(decided.map(({ subject, hidden, mayShow }) => [subject, hidden, mayShow])).toEqual([
      ["message", true, false],
      ["quick-poll", true, true],
    ]);
    const found = () => findPoll(database.db, FIRST_SPACE, poll.name, now);
    expect(await found()).toMatchObject({ open: false, hiddenReason: "illegal" });
    await showAgain(database.db, judging(), whole?.id ?? 0, { reason: "mistake" });
    expect(await found()).toMatchObject({ open: true, hiddenReason: null });

    await reportQuick(database.db, reporting(person(1)), poll, message, SPAM);
    await hideReported(database.db, judging(), said?.id ?? 0, { reason: "insult" });
    const bodies = async () => (await readMessages(database.db, poll, null, 1)).items.map(({ body }) => body);
    expect(await bodies()).toEqual([null]);
    expect(await code(reportQuick(database.db, reporting(person(4)), poll, message, SPAM))).toBe("not-found");
    await showAgain(database.db, judging(), said?.id ?? 0, { reason: "objection" });
    expect(await bodies()).toEqual(["한마디"]);
  });
});

describe("of the version before", () => {
  let old: TestDatabase;
  afterAll(() => old.close());

  test("reports of one-touch polls, and what was hidden, are where all are", async () => {
    const before = readdirSync(new URL("../db/migrations", import.meta.url))
      .map((file) => file.replace(/\.ts$/, ""))
      .filter((name) => name < "2026-11-28T80")
      .sort();
    old = await createDatabaseAt(before);
    await old.pool.query(OLD_ROWS);
    await migrate(old.db, old.pool);
    const of = async (query: string) =>
      (await old.pool.query(query)).rows.map((row) => Object.values(row).join(" "));
    expect(
      await of(`select quick_poll_id as poll, message_id as message, statement_id as statement, reports
        from moderated order by id`),
    ).toEqual(["1   1", "2   0", " 1  2", " 2  0", "  1 0"]);
    expect(
      await of(`select quick_poll_id as poll, message_id as message, person_id, reason, note, outcome
        from report join moderated on moderated.id = moderated_id order by report.id`),
    ).toEqual([
      "1  1 spam look ",
      " 1 1 insult  ",
      " 1 2 insult  ",
      " 2 1 insult  hidden",
      "2  2 illegal  hidden",
      "1  2 spam  kept",
    ]);
    expect(
      await of(`select act, moderation.reason, by_id, quick_poll_id as poll, message_id as message, statement_id as statement
        from moderation join moderated on moderated.id = moderated_id order by moderation.id`),
    ).toEqual(["hidden off-topic    1", "hidden illegal 2 2  ", "hidden insult 1  2 "]);
    const waiting = await readWaiting(old.db, 1, null);
    expect(waiting.items.map(({ subject, reports, text }) => `${subject} ${reports} ${text}`)).toEqual([
      "message 2 first",
      "quick-poll 1 open?",
    ]);
    const decided = await readDecided(old.db, 1, null);
    expect(decided.items.map(({ subject, mayShow }) => `${subject} ${mayShow}`)).toEqual([
      "message true",
      "quick-poll true",
      "statement true",
    ]);
  });
});

/** Two polls, of which one is hidden, two messages, and a statement; times are in the order of what happened. */
const OLD_ROWS = `
  insert into space (code, kind, name, created_at) values ('hanul', 'city', '{}', now());
  insert into office (space_id, code, kind, name) values (1, 'roads', 'department', '{}');
  insert into category (space_id, code, name, position, office_id) values (1, 'transport', '{}', 1, 1);
  insert into person (identity_hash, public_name, sealed, created_at) values
    (decode(repeat('01', 32), 'hex'), '김○○', '\\x00', now()), (decode(repeat('02', 32), 'hex'), '이○○', '\\x00', now());
  insert into quick_poll (space_id, name, maker_id, created_at, closes_at, salt, hidden_at, hidden_by, hidden_reason) values
    (1, 'open', 1, now(), now() + interval '1 day', decode(repeat('01', 32), 'hex'), null, null, null),
    (1, 'shut', 1, now(), now() + interval '1 day', decode(repeat('02', 32), 'hex'), now() - interval '2 hours', 2, 'illegal');
  insert into quick_poll_question values (1, 1, 'open?'), (2, 1, 'shut?');
  insert into quick_message (poll_id, person_id, body, created_at, hidden_at, hidden_by, hidden_reason) values
    (1, 1, 'first', now(), null, null, null), (1, 1, 'second', now(), now() - interval '1 hour', 1, 'insult');
  insert into quick_report (poll_id, message_id, person_id, reason, note, created_at, settled_at) values
    (1, null, 1, 'spam', 'look', now(), null), (1, 1, 1, 'insult', null, now(), null), (1, 1, 2, 'insult', null, now(), null),
    (1, 2, 1, 'insult', null, now(), now()), (2, null, 2, 'illegal', null, now(), now()), (1, null, 2, 'spam', null, now(), now());
  insert into matter (space_id, kind, state, title, body, category, opened_at, opens_at, closes_at, updated_at, visibility)
    values (1, 'drive', 'open', 'title', 'body', 'transport', now(), now(), now() + interval '1 day', now(), 'public');
  insert into statement (matter_id, person_id, body, created_at, hidden_at, hidden_reason)
    values ((select max(id) from matter), 1, 'said', now(), now() - interval '3 hours', 'off-topic');
`;
