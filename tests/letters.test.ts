import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ballotReceipt } from "#app/domain/kinds/poll/ballot-receipt.ts";
import { withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { type Letter, writeLetter } from "#app/domain/notice/write-letter.ts";
import { publishRules } from "#app/domain/threshold/publish-rules.ts";
import { enqueue, type FanOut } from "#db/queries/jobs.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { createDrive, signingServices } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, pollServices } from "./support/polls.ts";
import { programOf } from "./support/program.ts";
import { sessionsEnd } from "./support/sessions-end.ts";

/** How a letter is composed, in whose language; and that who is told among many is told once, wherever it is killed. */
const ROOT = resolve(import.meta.dirname, "..");
const NOW = new Date("2026-03-02T00:00:00Z");
const HOME = "https://portal.test/s/haetsal";
const LANGUAGES = ["ko", "en", "ja"] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

interface Written {
  subject: string;
  body: string;
  person_id: number | null;
  office_id: number | null;
}

const lettersOf = async (pattern: string): Promise<Written[]> =>
  (
    await database.pool.query(
      "select subject, body, person_id, office_id from mail where told_once like $1 order by id",
      [pattern],
    )
  ).rows;

const write = (to: Letter["to"], occasion: string) =>
  inTransaction(database.db, (tx) =>
    writeLetter(
      tx,
      { spaceId: FIRST_SPACE, home: HOME },
      {
        to,
        occasion,
        matterId: null,
        say: ({ language, date, number }) => ({
          subject: `news in ${language}`,
          body: [date(NOW), number(1234)],
          page: { path: "/proposals/3?from=mail#reply" },
        }),
      },
      NOW,
    ),
  );

const GREETING = {
  ko: "안녕하세요. 한울시 공감입니다.",
  en: "Hello from Gonggam, Hanul City.",
  ja: "こんにちは。ハヌル市のコンガムです。",
};
const DAY = { ko: "2026년 3월 2일", en: "March 2, 2026", ja: "2026年3月2日" };
const PREFIX = { ko: "[공감]", en: "[Gonggam]", ja: "[コンガム]" };
const SETTINGS = "/me?show=settings&";
const NOTICES = "/me/notices/settings?";
const SEARCHES = "/me?show=searches&";

describe("a letter to a person", () => {
  test.each([
    ["author", NOTICES, false],
    ["supporter", NOTICES, false],
    ["signer", NOTICES, false],
    ["follower", NOTICES, false],
    ["savedSearch", SEARCHES, false],
    ["leader", SETTINGS, true],
    ["objector", SETTINGS, true],
  ] as const)("as %s says why it comes and how to stop it, in each language", async (why, off, isAnswer) => {
    const ids = await createPersons(database.db, 6);
    const people = ids.map((id, index) => ({
      id,
      language: LANGUAGES[index % 3] ?? "ko",
      mail_wanted: index < 3,
    }));
    await write({ why, people }, `test/${why}`);
    await write({ why, people }, `test/${why}`); // written again, it is told once
    const letters = await lettersOf(`test/${why}/%`);
    // An answer comes to those too who want no news.
    expect(letters.map(({ person_id }) => person_id)).toEqual(isAnswer ? ids : ids.slice(0, 3));
    const reasons = new Set<string>();
    for (const [index, { subject, body }] of letters.entries()) {
      const language = LANGUAGES[index % 3] ?? "ko";
      const [greeting, day, amount, link, footer = "", ...more] = body.split("\n\n");
      expect(subject).toBe(`${PREFIX[language]} news in ${language}`);
      expect([greeting, day, amount]).toEqual([GREETING[language], DAY[language], "1,234"]);
      expect(link).toBe(`${HOME}/proposals/3?from=mail&lang=${language}#reply`);
      const [reason = "", stop = "", ...rest] = footer.split("\n");
      expect(stop.endsWith(`: ${HOME}${off}lang=${language}`)).toBe(true);
      expect([...more, ...rest]).toEqual([]);
      reasons.add(reason);
    }
    expect(reasons.size).toBe(3);
    expect([...reasons].filter((reason) => reason === "" || reason.startsWith("why."))).toEqual([]);
  });
});

describe("a letter to an office", () => {
  test.each(LANGUAGES)("is in the language of its space: %s", async (language) => {
    const office = (await directoryOf(database.db)).offices.find(({ code }) => code === "transport");
    if (!office) throw new Error("The test city has no such office.");
    await database.pool.query("update space set language = $1 where id = $2", [language, FIRST_SPACE]);
    await write({ office }, `test/office/${language}`);
    const [letter, ...more] = await lettersOf(`test/office/${language}/%`);
    expect(more).toEqual([]);
    expect(letter?.office_id).toBe(office.id);
    expect(letter?.subject).toBe(`${PREFIX[language]} news in ${language}`);
    expect(letter?.body).toContain(office.name[language]);
    // Who opens it reads the page in their own language, and an office does not switch its letters off.
    expect(letter?.body).toContain(`${HOME}/proposals/3?from=mail#reply`);
    expect(letter?.body).not.toContain("/me?");
    await database.pool.query("update space set language = 'ko'");
  });
});

/** More than two batches. */
const MANY = 1_105;
const LEVEL = 1_101;

/** Ids of supporters of a matter, in the order of their support; the first does not want news. */
async function supportedBy(matterId: number): Promise<number[]> {
  const ids = await createPersons(database.db, MANY);
  await database.pool.query(
    `insert into support (matter_id, person_id, serial, created_at)
     select $1, id, row_number() over (order by id), $3 from unnest($2::bigint[]) as id`,
    [matterId, ids, NOW],
  );
  await database.pool.query("update person set mail_wanted = false where id = $1", [ids[0]]);
  return ids;
}

/** Whether it came to its end; false: it was killed. */
function work(killAt: number, delayMs: number): Promise<boolean> {
  const program = programOf("tests/support/letters-process.ts");
  const worker = [`${database.url}?application_name=${WORKER}`, `${killAt}`, `${delayMs}`];
  const child = spawn(process.execPath, [program, ...worker], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done, fail) => {
    child.once("close", (code, signal) => {
      if (signal === "SIGKILL") done(false);
      else if (code === 0) done(true);
      else fail(new Error(`The process ended with ${code}.`));
    });
  });
}

const WORKER = "letters-worker";

interface Told {
  name: FanOut;
  occasion: string;
  people: number[];
  offices: number;
  start(): Promise<void>;
}

async function crossing(): Promise<Told> {
  const { db, pool } = database;
  const level = { matterKind: "proposal", measure: "agreements", threshold: LEVEL } as const;
  const rule = { ...level, code: "many", consequence: "department-reply", days: 30 } as const;
  await inTransaction(db, (tx) =>
    publishRules(tx, FIRST_SPACE, { note: "a high level", openDays: 30, rules: [rule] }, NOW),
  );
  const id = await createProposal(db, NOW);
  const people = await supportedBy(id);
  await pool.query(
    "update threshold set reached_at = $2, support_serial = $3 where matter_id = $1 and code = 'many'",
    [id, NOW, LEVEL],
  );
  const { author_id } = await db
    .selectFrom("matter")
    .select("author_id")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return {
    name: "tell-crossing",
    occasion: `crossing/${id}/many`,
    // Who came later saw it already.
    people: [author_id ?? 0, ...people.slice(1, LEVEL)],
    offices: 1,
    start: () =>
      inTransaction(db, (tx) => enqueue(tx, "tell-crossing", { matterId: id, code: "many", afterSerial: 0 })),
  };
}

async function reply(): Promise<Told> {
  const { db, pool } = database;
  const id = await createProposal(db, NOW);
  const people = await supportedBy(id);
  const [office] = (await directoryOf(db)).offices;
  const { rows } = await pool.query<{ id: number; author_id: number }>(
    `with reached as (
       update threshold set reached_at = $3, support_serial = 1
       where matter_id = $1 and code = (select min(code) from threshold where matter_id = $1) returning code)
     insert into duty (matter_id, space_id, threshold_code, kind, office_id, opened_at, due_at)
     select $1, $2, code, 'department-reply', $4, $3, $3::timestamptz + interval '30 days' from reached
     returning id, (select author_id from matter where id = $1) as author_id`,
    [id, FIRST_SPACE, NOW, office?.id],
  );
  const [duty] = rows;
  if (!duty) throw new Error("There is no duty.");
  await pool.query(
    `insert into reply (duty_id, version, decision, body, author_id, published_at)
     values ($1, 1, 'will-do', '그렇게 하겠습니다.', $2, $3)`,
    [duty.id, duty.author_id, NOW],
  );
  await pool.query("update duty set replies = 1, met_at = $2 where id = $1", [duty.id, NOW]);
  return {
    name: "tell-reply",
    occasion: `reply/${duty.id}/1`,
    people: [duty.author_id, ...people.slice(1)],
    offices: 0,
    start: () =>
      inTransaction(db, (tx) => enqueue(tx, "tell-reply", { dutyId: duty.id, version: 1, afterSerial: 0 })),
  };
}

async function step(): Promise<Told> {
  const { db } = database;
  const id = await createDrive(db, signingServices(db), { at: NOW });
  const people = await supportedBy(id);
  return {
    name: "tell-signers",
    occasion: `drive/${id}/accepted/1`,
    people: people.slice(1),
    offices: 0,
    start: () =>
      inTransaction(db, (tx) =>
        enqueue(tx, "tell-signers", { matterId: id, step: "accepted", afterSerial: 0 }),
      ),
  };
}

const RESULT = { name: "tell-poll-result", occasion: "poll-result" } as const;
const WITHDRAWN = { name: "tell-poll-withdrawn", occasion: "poll-withdrawn" } as const;

async function end(of: typeof RESULT | typeof WITHDRAWN): Promise<Told> {
  const { db, pool } = database;
  const services = pollServices(db);
  const officers = await createOfficers(db);
  const id = await createPoll(services, officers, NOW);
  const people = await supportedBy(id);
  // More than a batch beside those who took part, and one who did both: all want news, but for one who asked all the same.
  const askers = await createPersons(db, 501);
  await pool.query("update person set mail_wanted = false where id = $1", [askers[0]]);
  await pool.query("insert into poll_reminder (matter_id, person_id) select $1, unnest($2::bigint[])", [
    id,
    [...askers, people[1]],
  ]);
  if (of === RESULT) await pool.query("update poll set counted_at = $2 where matter_id = $1", [id, NOW]);
  else await withdrawPoll(db, officers.writer, FIRST_SPACE, id, NOW);
  return {
    name: of.name,
    occasion: `${of.occasion}/${id}`,
    people: [...people.slice(1), ...askers],
    offices: 0,
    start: () => inTransaction(db, (tx) => enqueue(tx, of.name, { matterId: id, afterSerial: 0 })),
  };
}

async function winners(): Promise<Told> {
  const { db, pool } = database;
  const services = pollServices(db);
  const gifts = [
    { name: "책 교환권", count: 2 },
    { name: "입장권", count: 3 },
  ];
  const id = await createPoll(services, await createOfficers(db), NOW, { gifts });
  const people = await supportedBy(id);
  const numbers = people.map((person) => ballotReceipt(services.receiptKey, id, person));
  // One who wants no news among them, and one of another batch.
  const won = [0, 7, 499, 500, people.length - 1];
  await pool.query("insert into poll_draw (matter_id, numbers, winners) values ($1, $2, 5)", [
    id,
    numbers.length,
  ]);
  await pool.query("insert into poll_drawn (matter_id, size, root, winners, at) values ($1, 1, $2, $3, $4)", [
    id,
    Buffer.alloc(32),
    won.map((place) => numbers[place]),
    NOW,
  ]);
  return {
    name: "tell-winners",
    occasion: `poll-won/${id}`,
    people: won.flatMap((place) => people[place] ?? []),
    offices: 0,
    start: () => inTransaction(db, (tx) => enqueue(tx, "tell-winners", { matterId: id, afterSerial: 0 })),
  };
}

describe.each([
  ["a threshold", crossing],
  ["a reply", reply],
  ["a step of a drive", step],
  ["a poll's result", () => end(RESULT)],
  ["a poll that was withdrawn", () => end(WITHDRAWN)],
  ["gifts that they won", winners],
])("the many who hear of %s", (_, make) => {
  test("hear once each, however often their job is killed, and from whichever statement it is done again", async () => {
    const { pool } = database;
    const told = await make();
    await told.start();
    let killed = 0;
    // Each run begins with the job that the one before was killed at, and comes further. The first four are killed at
    // once and so early that none of them comes to its end; later ones also while a statement is under way.
    while (!(await work(4 + killed * 3, killed < 4 ? 0 : (killed * 3) % 8))) {
      killed += 1;
      await sessionsEnd(database.pool, WORKER);
      // What a worker that was killed holds would be free after hours.
      await pool.query(
        "update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()",
      );
    }
    expect(killed).toBeGreaterThan(3);
    const left = "select from graphile_worker.jobs where task_identifier = $1";
    expect((await pool.query(left, [told.name])).rowCount).toBe(0);
    const letters = await lettersOf(`${told.occasion}/%`);
    const byId = (a: number, b: number) => a - b;
    expect(letters.flatMap(({ person_id }) => person_id ?? []).sort(byId)).toEqual(told.people.sort(byId));
    expect(letters.filter(({ office_id }) => office_id !== null)).toHaveLength(told.offices);

    // The whole once more, as after a kill between the commit and its being marked as done.
    await told.start();
    expect(await work(0, 0)).toBe(true);
    expect(await lettersOf(`${told.occasion}/%`)).toHaveLength(letters.length);
    const unstoppable = letters.filter(({ person_id, body }) => person_id !== null && !/\/me[?/]/.test(body));
    expect(unstoppable).toEqual([]);
  });
});
