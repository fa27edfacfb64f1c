import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readComments, takeCommentBack, writeComment } from "#app/domain/comment/comments.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { leave } from "#app/domain/leaving/leave.ts";
import { hideReported, showAgain } from "#app/domain/moderation/judge.ts";
import { readWaiting } from "#app/domain/moderation/read-desk.ts";
import { tellComment } from "#app/domain/notice/tell-comment.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { reportMatter } from "#app/domain/report/report.ts";
import { readOwnRows } from "#db/queries/own-data.ts";
import { createPerson, createProposal, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** Questions and comments below a proposal, and its author's answers. */
let database: TestDatabase;
let author: number;
let reader: number;
let matter: number;
const now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  author = await createPerson(database.db);
  reader = await createPerson(database.db);
  matter = await createProposal(database.db, now, author);
});

const write = (personId: number, body: string, answers?: number, spaceId = FIRST_SPACE) =>
  writeComment(database.db, { spaceId, matterId: matter, personId, body, answers, now });
const list = (personId?: number, cursor: string | null = null, size = 50) =>
  readComments(database.db, matter, personId, cursor, size);
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => {
      if (isPortalError(error)) return error.code;
      throw error;
    },
  );
const moderator = (): Viewer => ({
  personId: author,
  publicName: "김○○",
  district: null,
  language: "ko",
  posts: [{ spaceId: FIRST_SPACE, role: "moderator", officeId: null }],
});
const close = () =>
  database.db
    .updateTable("matter")
    .set({ state: "closed", ended_at: new Date() })
    .where("id", "=", matter)
    .execute();

describe("writing", () => {
  test("the same text sent eight times at once is one comment; another person's is another", async () => {
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => write(reader, "비가 오면 어떻게 되나요?")),
    );
    expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    await write(await createPerson(database.db), "비가 오면 어떻게 되나요?");
    expect((await list()).count).toBe(2);
  });

  test("the author answers and does not ask; the others ask and do not answer; one answer stands", async () => {
    const { id } = await write(reader, "얼마나 드나요?");
    expect(await code(write(author, "제가 묻습니다"))).toBe("not-permitted");
    expect(await code(write(reader, "제가 답합니다", id))).toBe("not-permitted");
    const both = await Promise.all(
      [write(author, "3만 원입니다", id), write(author, "4만 원입니다", id)].map(code),
    );
    expect(both.sort()).toEqual(["changed-meanwhile", "done"]);
    const [item] = (await list(author)).items;
    expect(item).toMatchObject({ body: "얼마나 드나요?", isOwn: false, answer: { isOwn: true } });
  });

  test("an answer is to what stands there, in this proposal; another space has none of it", async () => {
    const { id } = await write(reader, "얼마나 드나요?");
    const here = matter;
    matter = await createProposal(database.db, now, author);
    expect(await code(write(author, "다른 제안의 답", id))).toBe("changed-meanwhile");
    matter = here;
    expect(await code(write(author, "없는 글의 답", 999_999))).toBe("changed-meanwhile");
    expect(await code(write(reader, "다른 공간에서", undefined, FIRST_SPACE + 1_000))).toBe("not-found");
    await takeCommentBack(database.db, { matterId: matter, id, personId: reader, now });
    expect(await code(write(author, "거둔 글의 답", id))).toBe("changed-meanwhile");
  });

  test("closes with the gathering, and what was said stays to be read and to be taken back", async () => {
    const { id } = await write(reader, "얼마나 드나요?");
    await close();
    expect(await code(write(reader, "늦은 글"))).toBe("matter-not-open");
    expect(await code(write(author, "늦은 답", id))).toBe("matter-not-open");
    expect((await list()).items).toHaveLength(1);
    expect(await code(takeCommentBack(database.db, { matterId: matter, id, personId: author, now }))).toBe(
      "changed-meanwhile",
    );
    await takeCommentBack(database.db, { matterId: matter, id, personId: reader, now });
    expect(await list()).toMatchObject({ items: [], count: 0 });
  });

  test("pages go on where the last ended, whatever was added meanwhile", async () => {
    for (let number = 1; number <= 5; number += 1) await write(reader, `글 ${number}`);
    const first = await list(undefined, null, 3);
    await write(reader, "그사이의 글");
    const second = await list(undefined, first.next, 3);
    expect([...first.items, ...second.items].map(({ body }) => body)).toEqual(
      [5, 4, 3, 2, 1].map((number) => `글 ${number}`),
    );
    expect(second.next).toBeNull();
  });
});

test("of what was taken back the text goes; where the author answered, its place stays", async () => {
  const [kept, gone] = [await write(reader, "답을 받은 글"), await write(reader, "답이 없는 글")];
  await write(author, "답입니다", kept.id);
  for (const { id } of [kept, gone])
    await takeCommentBack(database.db, { matterId: matter, id, personId: reader, now });
  const { items } = await list();
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    id: kept.id,
    body: null,
    hiddenReason: null,
    answer: { body: "답입니다" },
  });
  const rows = await database.db
    .selectFrom("proposal_comment")
    .select("body")
    .where("matter_id", "=", matter)
    .execute();
  expect(rows.map(({ body }) => body).sort()).toEqual(["", "", "답입니다"]);
  // Taken back by a slip, it may be written once more.
  expect((await write(reader, "답이 없는 글")).isNew).toBe(true);
});

test("moderators hide one that was reported, with a reason, and show it again; nothing else of it changes", async () => {
  const { id } = await write(reader, "광고입니다");
  const report = (by: number) =>
    reportMatter(
      database.db,
      { spaceId: FIRST_SPACE, personId: by, now },
      matter,
      { comment: id },
      { reason: "spam", note: "" },
    );
  await report(author);
  const waiting = await readWaiting(database.db, FIRST_SPACE, null);
  const thing = waiting.items.find(({ text }) => text === "광고입니다");
  expect(thing).toMatchObject({ subject: "comment", path: `/proposals/${matter}#comment-${id}`, reports: 1 });
  const judging = { spaceId: FIRST_SPACE, viewer: moderator(), now };
  const nobody = { ...judging, viewer: { ...moderator(), posts: [] } };
  expect(await code(hideReported(database.db, nobody, thing?.id ?? 0, { reason: "spam" }))).toBe(
    "not-permitted",
  );
  await hideReported(database.db, judging, thing?.id ?? 0, { reason: "spam" });
  expect((await list()).items[0]).toMatchObject({ body: null, hiddenReason: "spam" });
  expect(await code(report(await createPerson(database.db)))).toBe("not-found");
  expect(await code(write(author, "가려진 글의 답", id))).toBe("changed-meanwhile");
  await showAgain(database.db, judging, thing?.id ?? 0, { reason: "mistake" });
  expect((await list()).items[0]).toMatchObject({ body: "광고입니다", hiddenReason: null });
});

test("the author is told once a day, who asked of the answer, and nobody of what is gone", async () => {
  const told = async (personId: number) =>
    (await database.db.selectFrom("mail").select("subject").where("person_id", "=", personId).execute())
      .length;
  const tell = (commentId: number) => tellComment(database.db, { commentId }, "https://portal.test", now);
  const [first, second] = [await write(reader, "첫 글"), await write(reader, "다음 글")];
  for (const { id } of [first, second, first]) await tell(id);
  expect([await told(author), await told(reader)]).toEqual([1, 0]);
  const { id: answer } = await write(author, "답입니다", first.id);
  for (const id of [answer, answer]) await tell(id);
  expect([await told(author), await told(reader)]).toEqual([1, 1]);
  const { id: gone } = await write(author, "거둘 답입니다", second.id);
  await takeCommentBack(database.db, { matterId: matter, id: gone, personId: author, now });
  await tell(gone);
  expect(await told(reader)).toBe(1);
});

test("one's own stand in one's own data; who leaves takes their text along", async () => {
  await write(reader, "제 글입니다");
  expect((await readOwnRows(database.db, reader)).comments).toMatchObject([
    { text: "제 글입니다", number: matter },
  ]);
  const supports = { submit: () => Promise.reject(new Error("There is nothing to take back.")) };
  await leave({ db: database.db, supports, takenBack: ["proposal"] }, reader, now);
  expect((await list()).items).toEqual([]);
  const row = await database.db
    .selectFrom("proposal_comment")
    .select(["body", "withdrawn_at"])
    .where("person_id", "=", reader)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ body: "", withdrawn_at: now });
});
