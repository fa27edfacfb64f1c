import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { reminderMarkOf } from "#app/domain/duty/reminder-marks.ts";
import { publishReply } from "#app/domain/duty/reply.ts";
import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { remindOfDuties } from "#app/domain/notice/remind-of-duties.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { insertPost } from "#db/queries/posts.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  createPerson,
  createPersons,
  createProposal,
  createTestDatabase,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** Offices are reminded of what they owe before others see it late. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const seoul = (time: string) => new Date(`${time}+09:00`);
const ORIGIN = "https://portal.example";

describe("the mark that has come", () => {
  // Thirty days: half of them with the 17th, the last the 31st... of April's first day on.
  const month = { opened_at: seoul("2026-03-02T23:59:59"), due_at: seoul("2026-04-01T23:59:59.999") };
  test.each([
    ["its first day", month, "2026-03-02T23:59:59", null],
    ["the day before half", month, "2026-03-16T23:59:59.999", null],
    ["half", month, "2026-03-17T00:00:00", "half"],
    ["eight days before", month, "2026-03-24T23:59:59.999", "half"],
    ["seven", month, "2026-03-25T00:00:00", "before-7"],
    ["six", month, "2026-03-26T00:00:00", "before-7"],
    ["four", month, "2026-03-28T23:59:59.999", "before-7"],
    ["three", month, "2026-03-29T00:00:00", "before-3"],
    ["two", month, "2026-03-30T23:59:59.999", "before-3"],
    ["one", month, "2026-03-31T00:00:00", "before-1"],
    ["the last day's last moment", month, "2026-04-01T23:59:59.999", "before-1"],
    ["the day after", month, "2026-04-02T00:00:00", "overdue-0"],
    ["a week of it", month, "2026-04-08T23:59:59.999", "overdue-0"],
    ["the next week", month, "2026-04-09T00:00:00", "overdue-1"],
    ["a year later", month, "2027-04-02T12:00:00", "overdue-52"],
    // What came before it began is none: five days have no seventh before the last, and their half comes after the third.
    [
      "five days, on the first",
      { opened_at: seoul("2026-03-02T00:00:00"), due_at: seoul("2026-03-07T23:59:59.999") },
      "2026-03-02T23:00:00",
      null,
    ],
    [
      "on the second of them",
      { opened_at: seoul("2026-03-02T00:00:00"), due_at: seoul("2026-03-07T23:59:59.999") },
      "2026-03-03T23:00:00",
      null,
    ],
    [
      "on the third",
      { opened_at: seoul("2026-03-02T00:00:00"), due_at: seoul("2026-03-07T23:59:59.999") },
      "2026-03-04T00:00:00",
      "before-3",
    ],
    [
      "one day, on its first",
      { opened_at: seoul("2026-03-02T00:00:00"), due_at: seoul("2026-03-03T23:59:59.999") },
      "2026-03-02T12:00:00",
      null,
    ],
    [
      "one day, on its last",
      { opened_at: seoul("2026-03-02T00:00:00"), due_at: seoul("2026-03-03T23:59:59.999") },
      "2026-03-03T12:00:00",
      "half",
    ],
  ])("%s", (_, duty, now, mark) => {
    expect(reminderMarkOf(duty, seoul(now))?.code ?? null).toBe(mark);
  });
});

test("the office hears at each mark once, the coordinator once it is late, and nobody once it was answered", async () => {
  const { db } = database;
  const opened = seoul("2026-03-02T10:00:00");
  const matter = await createProposal(db, opened);
  const people = await createPersons(db, 50);
  await inTransaction(db, (tx) =>
    applyGroup(
      tx,
      SUPPORT_PLUGS,
      people.map((personId) => ({
        spaceId: FIRST_SPACE,
        matterId: matter,
        personId,
        kind: "proposal",
        change: "add",
        at: opened,
      })),
    ),
  );
  const duty = await db
    .selectFrom("duty")
    .selectAll()
    .where("matter_id", "=", matter)
    .executeTakeFirstOrThrow();
  const [admin, gone] = [await createPerson(db), await createPerson(db)];
  const held = {
    space_id: FIRST_SPACE,
    role: "admin" as const,
    office_id: null,
    source: "space" as const,
    given_by: null,
    given_at: opened,
  };
  await inTransaction(db, async (tx) => {
    await insertPost(tx, { ...held, person_id: admin, ends_at: null });
    await insertPost(tx, { ...held, person_id: gone, ends_at: opened });
  });
  const letters = async () =>
    db
      .selectFrom("mail")
      .select(["subject", "body", "office_id", "person_id"])
      .where("told_once", "like", `duty/${duty.id}/%`)
      .orderBy("id")
      .execute();
  const at = (days: number) => new Date(duty.due_at.getTime() + days * DAY_MS);
  const remind = async (days: number) => {
    const before = (await letters()).length;
    // Two workers at once, and once more as after a kill before the job was marked as done.
    await Promise.all([remindOfDuties(db, ORIGIN, at(days)), remindOfDuties(db, ORIGIN, at(days))]);
    await remindOfDuties(db, ORIGIN, at(days));
    return (await letters())
      .slice(before)
      .map(({ subject, office_id, person_id }) => [subject, office_id, person_id]);
  };
  const office = duty.office_id;
  const title = "횡단보도 신호를 조금만 길게";
  expect(await remind(-8)).toEqual([
    [expect.stringContaining(`답변 기한의 절반이 지났습니다: ${title}`), office, null],
  ]);
  expect(await remind(-7)).toEqual([
    [expect.stringContaining(`답변 기한까지 7일 남았습니다: ${title}`), office, null],
  ]);
  expect(await remind(-6)).toEqual([]);
  // The day of three was missed: what comes a day late says how many days are left.
  expect(await remind(-2)).toEqual([[expect.stringContaining("답변 기한까지 2일 남았습니다"), office, null]]);
  expect(await remind(0)).toEqual([[expect.stringContaining("오늘까지 답변해야 합니다"), office, null]]);
  const late = expect.stringContaining("답변 기한이 지났습니다");
  expect(await remind(1)).toEqual([
    [late, office, null],
    [late, null, admin],
  ]);
  expect(await remind(7)).toEqual([]);
  const week = expect.stringContaining("답변 기한이 8일 지났습니다");
  expect(await remind(8)).toEqual([
    [week, office, null],
    [week, null, admin],
  ]);
  for (const { body } of await letters()) expect(body).toContain(`${ORIGIN}/desk/duties/${duty.id}`);

  const viewer = {
    personId: people[0] ?? 0,
    publicName: "김○○",
    district: null,
    language: "ko" as const,
    posts: [{ spaceId: FIRST_SPACE, role: "officer" as const, officeId: office }],
  };
  const reply = (decision: "under-study" | "will-do") =>
    publishReply(
      db,
      viewer,
      FIRST_SPACE,
      duty.id,
      { body: "살펴보겠습니다.", decision, nextDate: undefined },
      at(9),
    );
  await reply("under-study");
  await db.updateTable("person").set({ language: "en" }).where("id", "=", admin).execute();
  expect(await remind(15)).toHaveLength(2);
  const [toOffice, toAdmin] = (await letters()).slice(-2);
  expect(toOffice?.body).toContain("중간 답변에서 다음 답변을");
  expect(toAdmin?.subject).toContain("The reply is 15 days overdue");
  await db.updateTable("person").set({ language: "ja" }).where("id", "=", admin).execute();
  await remind(22);
  expect((await letters()).at(-1)?.subject).toContain("回答期限を22日過ぎています");
  await reply("will-do");
  expect(await remind(29)).toEqual([]);
});
