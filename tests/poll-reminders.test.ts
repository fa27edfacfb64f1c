import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishReply } from "#app/domain/duty/reply.ts";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { remindVoters } from "#app/domain/kinds/poll/remind-voters.ts";
import {
  askForReminder,
  readReminder,
  remindAt,
  takeBackReminder,
} from "#app/domain/kinds/poll/reminders.ts";
import { tellResult, tellWithdrawn } from "#app/domain/kinds/poll/tell-result.ts";
import { TAKEN_BACK_BY_LEAVING } from "#app/domain/kinds.ts";
import { leave } from "#app/domain/leaving/leave.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { tellPollResultJob } from "#app/jobs/tell-poll-result.ts";
import { tellPollWithdrawnJob } from "#app/jobs/tell-poll-withdrawn.ts";
import { tellReplyJob } from "#app/jobs/tell-reply.ts";
import { createPersons, createTestDatabase, type TestDatabase } from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, DAY, type Officers, pollServices, vote } from "./support/polls.ts";
import { programOf } from "./support/program.ts";
import { makeRoll } from "./support/rolls.ts";
import { sessionsEnd } from "./support/sessions-end.ts";

/** Letters before a poll closes, to who asked and has not taken part; and with its result. */
let database: TestDatabase;
let services: PollServices;
let officers: Officers;
const ORIGIN = "https://portal.test";
const AT = new Date("2026-03-02T03:00:00Z");
const days = (count: number) => new Date(AT.getTime() + count * DAY);
/** Of a poll of ten days. */
const DUE = days(8);
const AFTER = new Date(days(10).getTime() + 1);

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  officers = await createOfficers(database.db);
});
afterAll(() => database.close());

const persons = (count: number) => createPersons(database.db, count);
const ask = async (id: number, personId: number, at = AT) =>
  askForReminder(services, {
    poll: await getPoll(database.db, FIRST_SPACE, id),
    voter: { personId, district: null },
    at,
  });
const remind = (now: Date) => remindVoters(database.db, ORIGIN, now);
const rowsOf = async (query: string, ...values: unknown[]) => (await database.pool.query(query, values)).rows;
const lettersOf = (occasion: string) =>
  rowsOf(
    "select person_id, subject, body from mail where told_once like $1 order by person_id",
    `${occasion}/person/%`,
  );
const readersOf = async (occasion: string) => (await lettersOf(occasion)).map(({ person_id }) => person_id);

/** Does what waits of these in the queue. */
const doJobs = (now: Date) =>
  runOnce({
    pgPool: database.pool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: {
      "tell-poll-result": (told) =>
        tellResult(database.db, tellPollResultJob.payload.parse(told), ORIGIN, now),
      "tell-poll-withdrawn": (told) =>
        tellWithdrawn(database.db, tellPollWithdrawnJob.payload.parse(told), ORIGIN, now),
      "tell-reply": (told) => tellReply(database.db, tellReplyJob.payload.parse(told), ORIGIN, now),
    },
  });

test.each([
  ["ten days", 10, 8],
  ["five days", 5, 3],
  ["four days", 4, 2],
  ["three days", 3, 1.5],
  ["a day", 1, 0.5],
])(
  "of a poll of %s one is reminded after its day %i: two days before the close, or half-way",
  (_, length, day) => {
    expect(remindAt({ opens_at: AT, closes_at: days(length) })).toEqual(days(day));
  },
);

describe("a reminder", () => {
  test("comes once, when it is due, to who asked and has not taken part, whatever other news they want", async () => {
    const id = await createPoll(services, officers, AT);
    const [first = 0, second = 0, voter = 0, silent = 0] = await persons(4);
    await database.pool.query("update person set mail_wanted = false, language = 'en' where id = $1", [
      second,
    ]);
    for (const person of [first, second, voter]) await ask(id, person);
    await ask(id, first);
    await vote(services, id, voter, { first: "wide" }, AT);
    expect(await remind(new Date(DUE.getTime() - 1))).toBe(0);
    expect(await remind(DUE)).toBe(2);
    expect(await remind(days(9))).toBe(0);
    const letters = await lettersOf(`poll-reminder/${id}`);
    expect(letters.map(({ person_id }) => person_id)).toEqual([first, second]);
    expect(letters[0]?.body).toContain(`${ORIGIN}/polls/${id}/ballot?lang=ko`);
    expect(letters[1]?.body).toContain("closes on March 12, 2026, 12:00");
    expect(letters[1]?.body).toContain(`${ORIGIN}/polls/${id}?lang=en#reminder`);
    // What is noted says nothing of who took part, and who did not ask stands nowhere.
    expect(
      await rowsOf("select person_id, reminded from poll_reminder where matter_id = $1 order by 1", id),
    ).toEqual([first, second, voter].map((person_id) => ({ person_id, reminded: true })));
    expect(silent).not.toBe(0);
  });

  test("taken back, it does not come; nor to who left, nor of what is withdrawn, nor after the close", async () => {
    const [id, withdrawn, over] = [
      await createPoll(services, officers, AT),
      await createPoll(services, officers, AT),
      await createPoll(services, officers, AT, { closesAt: days(2).toISOString() }),
    ];
    const [first = 0, second = 0] = await persons(2);
    for (const poll of [id, withdrawn, over]) for (const person of [first, second]) await ask(poll, person);
    const poll = await getPoll(database.db, FIRST_SPACE, id);
    expect(await readReminder(database.db, poll, first, AT)).toEqual({ asked: true, at: DUE.toISOString() });
    await takeBackReminder(database.db, id, first);
    expect(await readReminder(database.db, poll, first, AT)).toEqual({ asked: false, at: DUE.toISOString() });
    expect(await readReminder(database.db, poll, first, DUE)).toEqual({ asked: false, at: null });
    await leave(
      { db: database.db, supports: services.supports, takenBack: TAKEN_BACK_BY_LEAVING },
      second,
      AT,
    );
    expect(await rowsOf("select 1 from poll_reminder where person_id = $1", second)).toEqual([]);
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, withdrawn, AT);
    await advancePolls(services, AT);
    expect(await remind(DUE)).toBe(0);
    // They are told that there is nothing to wait for, and nothing of a result.
    await doJobs(AT);
    expect(await readersOf(`poll-withdrawn/${withdrawn}`)).toEqual([first]);
    expect(await readersOf(`poll-result/${withdrawn}`)).toEqual([]);
  });

  test("asked for when it is too late brings the result alone", async () => {
    const id = await createPoll(services, officers, AT);
    const [late = 0] = await persons(1);
    await ask(id, late, DUE);
    expect(await remind(days(9))).toBe(0);
    await advancePolls(services, AFTER);
    await doJobs(AFTER);
    expect(await readersOf(`poll-result/${id}`)).toEqual([late]);
  });

  test.each<[string, object, Date, string]>([
    ["after the close", {}, AFTER, "matter-not-open"],
    ["of a mock poll", { purpose: "mock" }, AT, "matter-not-open"],
    ["by who may not take part", { who: { residents: true } }, AT, "not-elector"],
  ])("is not given %s", async (_, change, at, code) => {
    const id = await createPoll(services, officers, AT, change);
    const [person = 0] = await persons(1);
    await expect(ask(id, person, at)).rejects.toMatchObject({ code });
  });

  test("is not given to who took part, and can be asked for before it opens", async () => {
    const id = await createPoll(services, officers, AT);
    const [voter = 0] = await persons(1);
    await ask(id, voter, days(-1));
    await vote(services, id, voter, { first: "wide" }, AT);
    await expect(ask(id, voter)).rejects.toMatchObject({ code: "ballot-fixed" });
    expect(await remind(DUE)).toBe(0);
  });

  test("of a roll comes to who acts for an entry that has not taken part, whoever acts for it by then", async () => {
    const [one = 0, other = 0, none = 0] = await persons(3);
    const { code } = await makeRoll(database.db, [
      { label: "101", personId: one },
      { label: "102", personId: other },
    ]);
    const id = await createPoll(services, officers, AT, { who: { residents: false, roll: code } });
    for (const person of [one, other, none]) await ask(id, person);
    await vote(services, id, one, { first: "wide" }, AT);
    expect(await remind(DUE)).toBe(1);
    expect(await readersOf(`poll-reminder/${id}`)).toEqual([other]);
  });

  test("comes once to each of more than a batch, however often its job is killed with -9", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await persons(1_100);
    await database.pool.query(
      "insert into poll_reminder (matter_id, person_id) select $1, unnest($2::bigint[])",
      [id, people],
    );
    for (const statement of [3, 6, 8, 11, 15]) {
      const child = spawn(
        process.execPath,
        [
          ...[programOf("tests/support/poll-process.ts"), `${database.url}?application_name=dies`],
          ...["remind-and-die", DUE.toISOString(), `${statement}`],
        ],
        { cwd: resolve(import.meta.dirname, ".."), stdio: ["ignore", "ignore", "inherit"] },
      );
      expect((await once(child, "exit"))[1]).toBe("SIGKILL");
      await sessionsEnd(database.pool, "dies");
    }
    await remind(DUE);
    expect(await readersOf(`poll-reminder/${id}`)).toEqual(people);
    expect(await remind(DUE)).toBe(0);
  });
});

describe("the result, and what follows from it", () => {
  test("are told to who took part or asked, in one letter that says not which", async () => {
    const id = await createPoll(services, officers, AT);
    const [voter = 0, asker = 0, both = 0, quiet = 0] = await persons(4);
    await database.pool.query("update person set mail_wanted = false where id = any($1)", [[asker, quiet]]);
    for (const person of [asker, both]) await ask(id, person);
    for (const person of [voter, both, quiet]) await vote(services, id, person, { first: "wide" }, AT);
    await advancePolls(services, AFTER);
    await doJobs(AFTER);
    const results = await lettersOf(`poll-result/${id}`);
    expect(results.map(({ person_id }) => person_id)).toEqual([voter, asker, both]);
    expect(new Set(results.map(({ body }) => body)).size).toBe(1);
    expect(results[0]?.body).toContain(`${ORIGIN}/polls/${id}/results?lang=ko`);
    expect(results[0]?.body).toContain("3명의 답");

    const [duty] = await rowsOf("select id from duty where matter_id = $1", id);
    const reply = { decision: "will-do", body: "보도를 넓히기로 했습니다. 내년 봄에 시작합니다." } as const;
    await publishReply(database.db, officers.writer, FIRST_SPACE, duty.id, reply, AFTER);
    await doJobs(AFTER);
    const replies = await lettersOf(`reply/${duty.id}/1`);
    expect(replies.map(({ person_id }) => person_id)).toEqual([voter, asker, both]);
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(replies[0]?.body).toContain(`${ORIGIN}/polls/${id}?lang=ko#follow-up`);

    // Who asked is forgotten when nothing is left to be told.
    const count = () => rowsOf("select 1 from poll_reminder where matter_id = $1", id);
    await applyRetention(database.db, days(69));
    expect(await count()).toHaveLength(2);
    await applyRetention(database.db, days(71));
    expect(await count()).toEqual([]);
  });
});
