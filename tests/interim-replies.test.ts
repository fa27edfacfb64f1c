import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { changedFrom } from "#app/domain/duty/changed-decision.ts";
import { daysToName, nextDayOf } from "#app/domain/duty/interim.ts";
import { readDuties, readDutyList } from "#app/domain/duty/read-duties.ts";
import { parseDeskReply, publishReply, replySchema } from "#app/domain/duty/reply.ts";
import { giveVerdict } from "#app/domain/duty/verdict.ts";
import { isPortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { LEDGER_CHECKS, SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashText } from "#app/domain/ledger/text-hash.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { insertReply } from "#db/queries/duties.ts";
import type { Decision } from "#db/tables/duty.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  createPerson,
  createPersons,
  createProposal,
  createTestDatabase,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";

/** A reply that only promises another: what it says and when, and that it meets nothing. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const seoul = (time: string) => new Date(`${time}+09:00`);
const OPENED = seoul("2026-03-02T10:00:00");
const REASON = "교차로 세 곳의 신호 주기를 재어 본 뒤 내년 예산에 반영하기로 정했습니다.";

/** A duty of the department of transport, with who may answer it and who stands behind its proposal. */
async function owed() {
  const { db } = database;
  const matter = await createProposal(db, OPENED);
  const people = await createPersons(db, 50);
  const given = {
    spaceId: FIRST_SPACE,
    matterId: matter,
    kind: "proposal",
    change: "add" as const,
    at: OPENED,
  };
  await inTransaction(db, (tx) =>
    applyGroup(
      tx,
      SUPPORT_PLUGS,
      people.map((personId) => ({ ...given, kind: "proposal" as const, personId })),
    ),
  );
  const duty = await db
    .selectFrom("duty")
    .selectAll()
    .where("matter_id", "=", matter)
    .executeTakeFirstOrThrow();
  const officer: Viewer = {
    personId: await createPerson(db),
    publicName: "김○○",
    district: null,
    language: "ko",
    posts: [{ spaceId: FIRST_SPACE, role: "officer", officeId: duty.office_id }],
  };
  const reply = (decision: Decision, at: Date, nextDate?: string) =>
    publishReply(db, officer, FIRST_SPACE, duty.id, { body: REASON, decision, nextDate }, at);
  const view = async (now: Date) => {
    const [read] = await readDuties(db, [matter], now);
    if (!read) throw new Error("There is no duty.");
    return read;
  };
  return { matter, duty, people, reply, view };
}

async function faultOf(attempt: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof attempt === "function" ? attempt() : attempt);
    return null;
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return error.details.faults?.map(({ field, code }) => `${field}: ${code}`).join() ?? error.code;
  }
}

describe("the day of the next reply", () => {
  const now = seoul("2026-03-10T23:59:59");
  test.each([
    ["today", "2026-03-10", "nextDate: out-of-range"],
    ["tomorrow, a second away", "2026-03-11", null],
    ["the eighty-ninth day", "2026-06-07", null],
    ["the ninetieth day", "2026-06-08", null],
    ["the ninety-first day", "2026-06-09", "nextDate: out-of-range"],
    ["no day at all", "2026-02-30", "nextDate: out-of-range"],
    ["words", "soon", "nextDate: out-of-range"],
  ])("%s", (_, nextDate, fault) => {
    const day = nextDayOf({ decision: "under-study", nextDate }, 0, now);
    if (fault === null) expect(day).toEqual({ day: nextDate });
    else expect(day).toMatchObject({ fault: { field: "nextDate", code: "out-of-range" } });
  });

  test("the form offers what is taken; a program that names none is given thirty days", () => {
    expect(daysToName(now)).toEqual({ first: "2026-03-11", last: "2026-06-08" });
    expect(nextDayOf({ decision: "under-study" }, 0, now)).toEqual({ day: "2026-04-09" });
    expect(nextDayOf({ decision: "will-do", nextDate: "2026-04-09" }, 0, now)).toEqual({ day: null });
  });

  test.each([
    [0, { day: "2026-04-01" }],
    [1, { day: "2026-04-01" }],
    [2, { fault: { field: "decision", code: "above-most", values: { max: 2 } } }],
    [3, { fault: { field: "decision", code: "above-most", values: { max: 2 } } }],
  ])("after %i of them", (given, day) => {
    expect(nextDayOf({ decision: "under-study", nextDate: "2026-04-01" }, given, now)).toEqual(day);
  });
});

describe("what the desk asks for", () => {
  const seen = (count: number) => "가".repeat(count);
  test.each([
    ["a final one of 29 characters", { decision: "will-do", body: seen(29) }, "body: too-short"],
    ["of 30", { decision: "will-do", body: seen(30) }, null],
    [
      "of 29 and many blanks",
      { decision: "cannot", body: `${seen(29)}${" ".repeat(40)}` },
      "body: too-short",
    ],
    [
      "an interim one without a day",
      { decision: "under-study", body: seen(30), nextDate: "" },
      "nextDate: required",
    ],
    ["with one, in few words", { decision: "under-study", body: seen(5), nextDate: "2026-04-01" }, null],
    ["a final one beside a day", { decision: "partly", body: seen(30), nextDate: "2026-04-01" }, null],
  ])("%s", async (_, typed, fault) => {
    expect(await faultOf(() => parseDeskReply(typed))).toBe(fault);
  });

  test("a program may be as brief as ever", () => {
    expect(parseInput(replySchema, { body: "반영하겠습니다.", decision: "will-do" })).toMatchObject({
      body: "반영하겠습니다.",
    });
  });
});

describe("a duty with an interim reply", () => {
  test("stays open, then overdue, on every list; the first final reply meets it, late", async () => {
    const { duty, people, reply, view } = await owed();
    const at = new Date(duty.due_at.getTime() - DAY_MS);
    await reply("under-study", at, "2026-05-20");
    expect(await view(at)).toMatchObject({ state: "open", metAt: null, nextDate: "2026-05-20" });
    const late = new Date(duty.due_at.getTime() + 1);
    expect(await view(duty.due_at)).toMatchObject({ state: "open" });
    expect(await view(late)).toMatchObject({ state: "overdue", metAt: null });
    const list = async (state: "open" | "overdue" | "met") =>
      (await readDutyList(database.db, FIRST_SPACE, { state, cursor: null }, late, 100)).items.filter(
        ({ id }) => id === duty.id,
      );
    expect(await list("overdue")).toMatchObject([{ nextDate: "2026-05-20", replies: 1, metAt: null }]);
    expect([...(await list("open")), ...(await list("met"))]).toEqual([]);
    // It answers nothing that anybody could judge.
    const [person = 0] = people;
    const judge = () => giveVerdict(database.db, duty.matter_id, duty.id, person, "no", late);
    expect(await faultOf(judge())).toBe("matter-not-open");

    await reply("under-study", late, "2026-06-01");
    expect(await faultOf(reply("under-study", late, "2026-06-02"))).toBe("decision: above-most");
    expect(await view(late)).toMatchObject({ state: "overdue", nextDate: "2026-06-01" });
    const end = new Date(late.getTime() + DAY_MS);
    await reply("partly", end);
    expect(await view(end)).toMatchObject({ state: "met", metAt: end.toISOString(), nextDate: null });
    expect(await faultOf(judge())).toBe(null);
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });

  test("was met by one of the version before, which promised nothing: it stays met", async () => {
    const { db } = database;
    const { matter, duty, view, reply } = await owed();
    await inTransaction(db, async (tx) => {
      const author_id = await createPerson(db);
      const row = { duty_id: duty.id, version: 1, decision: "under-study" as const, body: REASON };
      await insertReply(tx, { ...row, author_id, published_at: OPENED });
      await tx.updateTable("duty").set({ replies: 1, met_at: OPENED }).where("id", "=", duty.id).execute();
      const data = {
        duty: duty.id,
        version: 1,
        decision: row.decision,
        office: "transport",
        text: hashText(REASON),
      };
      await appendToLedger(tx, [
        { spaceId: FIRST_SPACE, matterId: matter, kind: "replied", at: OPENED, data },
      ]);
    });
    expect(await view(duty.due_at)).toMatchObject({ state: "met", nextDate: null });
    const later = new Date(OPENED.getTime() + DAY_MS);
    await reply("under-study", later, "2026-05-20");
    expect(await view(later)).toMatchObject({
      state: "met",
      metAt: OPENED.toISOString(),
      nextDate: "2026-05-20",
    });
    expect(await verifyLedger(db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });
});

describe("a changed decision", () => {
  const of = (decision: Decision, nextDate: string | null = null) => ({ decision, nextDate });
  test.each([
    ["the first", [of("will-do")], null],
    ["the same again", [of("will-do"), of("will-do")], null],
    ["another", [of("will-do"), of("cannot")], "will-do"],
    ["after one that studied it", [of("under-study", "2026-04-01"), of("cannot")], null],
    ["after one of before that did", [of("under-study"), of("cannot")], "under-study"],
    ["to studying it again", [of("partly"), of("under-study", "2026-04-01")], "partly"],
    ["from that", [of("partly"), of("under-study", "2026-04-01"), of("cannot")], "under-study"],
  ])("%s", (_, replies, from) => {
    expect(changedFrom(replies, replies.length)).toBe(from);
  });

  test("is in the ledger and in the letter", async () => {
    const { db } = database;
    const { matter, duty, people, reply } = await owed();
    await reply("under-study", OPENED, "2026-04-01");
    await reply("will-do", OPENED);
    const { version } = await reply("cannot", OPENED);
    const lines = await db
      .selectFrom("event")
      .select("data")
      .where("matter_id", "=", matter)
      .where("kind", "=", "replied")
      .orderBy("seq")
      .execute();
    expect(lines.map(({ data }) => [data.decision, data.from ?? null, data.nextDate ?? null])).toEqual([
      ["under-study", null, "2026-04-01"],
      ["will-do", null, null],
      ["cannot", "will-do", null],
    ]);
    expect(await verifyLedger(db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });

    const [one = 0, two = 0] = people;
    await db.updateTable("person").set({ language: "en" }).where("id", "=", one).execute();
    await db.updateTable("person").set({ language: "ja" }).where("id", "=", two).execute();
    for (const number of [1, 2, version])
      await tellReply(
        db,
        { dutyId: duty.id, version: number, afterSerial: 0 },
        "https://portal.example",
        OPENED,
      );
    const letters = async (person: number | undefined) =>
      (
        await db
          .selectFrom("mail")
          .select(["subject", "body"])
          .where("person_id", "=", person ?? 0)
          .where("told_once", "like", `reply/${duty.id}/%`)
          .orderBy("id")
          .execute()
      ).map(({ subject, body }) => `${subject}\n${body}`);
    const [korean, english, japanese] = await Promise.all([people[2], one, two].map(letters));
    expect(korean?.[0]).toContain("중간 답변을 했습니다");
    expect(korean?.[0]).toContain("다음 답변은 2026년 4월 1일에 나올 예정이며");
    expect(korean?.[1]).not.toContain("중간 답변");
    expect(korean?.[2]).toContain("결정이 ‘추진’에서 ‘추진 어려움’으로 바뀌었습니다.");
    expect(english?.[0]).toContain("The next one is expected on April 1, 2026");
    expect(english?.[2]).toContain("The decision changed from “Accepted” to “Declined”.");
    expect(japanese?.[0]).toContain("次の回答は2026年4月1日の予定");
    expect(japanese?.[2]).toContain("決定が「実施」から「実施困難」に変わりました。");
  });
});
