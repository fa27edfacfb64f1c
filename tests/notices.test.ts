import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishReply } from "#app/domain/duty/reply.ts";
import { withdrawProposal } from "#app/domain/kinds/proposal/author-acts.ts";
import { NOTICES_OF_KINDS, SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { NOTICED_KINDS } from "#app/domain/ledger/noticed.ts";
import { readChoices } from "#app/domain/notice/choices.ts";
import { gatherNotices } from "#app/domain/notice/gather-notices.ts";
import { readNotices, readUnread } from "#app/domain/notice/read-notices.ts";
import { choicesOf, saveChoices } from "#app/domain/notice/save-choices.ts";
import { pathOfLine, sayLine } from "#app/domain/notice/say-line.ts";
import { tellFollowers } from "#app/domain/notice/tell-followers.ts";
import { tellReply } from "#app/domain/notice/tell-reply.ts";
import { applyGroup } from "#app/domain/support/apply-group.ts";
import { translator } from "#app/i18n/server.ts";
import { insertFollow } from "#db/queries/follows.ts";
import type { FollowTarget } from "#db/tables/follow.ts";
import type { NoticeSort } from "#db/tables/notice.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  createPerson,
  createPersons,
  createProposal,
  createTestDatabase,
  directoryOf,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { programOf } from "./support/program.ts";
import { sessionsEnd } from "./support/sessions-end.ts";

/** Who is told of what, where, and once; wherever the telling is killed. */

const ROOT = resolve(import.meta.dirname, "..");
const ORIGIN = "https://portal.test";
const NOW = new Date("2026-03-03T00:00:00Z");
/** Before anybody follows anything. */
const EARLIER = new Date("2026-03-02T00:00:00Z");
const LANGUAGES = ["ko", "en", "ja"] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const tell = (signal = new AbortController().signal) =>
  tellFollowers(
    { db: database.db, kinds: NOTICES_OF_KINDS, origin: ORIGIN },
    { spaceId: FIRST_SPACE },
    NOW,
    signal,
  );
const follow = (personId: number, target: FollowTarget, code: string | number) =>
  inTransaction(database.db, (tx) =>
    insertFollow(tx, { spaceId: FIRST_SPACE, target, code: String(code) }, personId, NOW),
  );
const withdraw = (matterId: number) =>
  inTransaction(database.db, (tx) =>
    appendToLedger(tx, [{ spaceId: FIRST_SPACE, matterId, kind: "withdrawn", at: NOW, data: {} }]),
  );
async function noticesOf(
  personId: number,
): Promise<{ sort: NoticeSort; gathered: boolean; event_seq: number }[]> {
  return database.db
    .selectFrom("notice")
    .select(["sort", "gathered", "event_seq"])
    .where("person_id", "=", personId)
    .orderBy("event_seq")
    .execute();
}
const sortsOf = async (personId: number) => (await noticesOf(personId)).map(({ sort }) => sort);
async function lettersOf(
  personId: number,
): Promise<{ subject: string; body: string; stops: string | null }[]> {
  return database.db
    .selectFrom("mail")
    .select(["subject", "body", "stops"])
    .where("person_id", "=", personId)
    .orderBy("id")
    .execute();
}
async function agree(
  matterId: number,
  personId: number,
  at = new Date(NOW.getTime() - 60_000),
): Promise<void> {
  await inTransaction(database.db, (tx) =>
    applyGroup(tx, SUPPORT_PLUGS, [
      { spaceId: FIRST_SPACE, matterId, personId, kind: "proposal", change: "add", at },
    ]),
  );
}
const choose = (
  personId: number,
  rhythm: "at-once" | "daily" | "weekly" | "off",
  without: Record<string, string> = {},
) => {
  const all = Object.fromEntries(
    choicesOf({}).flatMap(({ sort }) => [
      [`told:${sort}`, "on"],
      [`mail:${sort}`, "on"],
    ]),
  );
  return saveChoices(database.db, personId, rhythm, choicesOf({ ...all, ...without }), { push: true }, NOW);
};

/** A proposal with an open duty, as after its fiftieth agreement. */
async function owed(): Promise<{ id: number; author: number; dutyId: number; officeId: number }> {
  const { db, pool } = database;
  const author = await createPerson(db);
  const id = await createProposal(db, EARLIER, author);
  const office = (await directoryOf(db)).offices.find(({ code }) => code === "transport");
  if (!office) throw new Error("The test city has no such office.");
  const { rows } = await pool.query<{ id: number }>(
    `with reached as (
       update threshold set reached_at = $3, support_serial = 1
       where matter_id = $1 and code = (select min(code) from threshold where matter_id = $1) returning code)
     insert into duty (matter_id, space_id, threshold_code, kind, office_id, opened_at, due_at)
     select $1, $2, code, 'department-reply', $4, $3, $3::timestamptz + interval '30 days' from reached returning id`,
    [id, FIRST_SPACE, NOW, office.id],
  );
  return { id, author, dutyId: Number(rows[0]?.id), officeId: office.id };
}

async function reply({ dutyId, officeId }: { dutyId: number; officeId: number }): Promise<void> {
  const { db } = database;
  const officer = {
    personId: await createPerson(db),
    publicName: "이○○",
    district: null,
    language: "ko" as const,
    posts: [{ spaceId: FIRST_SPACE, role: "officer" as const, officeId }],
  };
  await publishReply(
    db,
    officer,
    FIRST_SPACE,
    dutyId,
    { body: "그렇게 하겠습니다.", decision: "will-do" },
    NOW,
  );
}

describe("a reply", () => {
  test("is told once to each whom it concerns, and by one letter: of those who take part, or of who follows", async () => {
    const { db } = database;
    const matter = await owed();
    const [follower = 0, both = 0, supporter = 0, ofTopic = 0, ofOffice = 0, other = 0, ...rest] =
      await createPersons(db, 8);
    for (const person of [both, supporter]) await agree(matter.id, person);
    for (const person of [follower, both]) await follow(person, "matter", matter.id);
    await follow(follower, "category", "transport");
    await follow(ofTopic, "category", "transport");
    await follow(ofOffice, "office", "transport");
    await follow(other, "category", "health");
    await tell();
    await reply(matter);
    await tell();
    await tellReply(db, { dutyId: matter.dutyId, version: 1, afterSerial: 0 }, ORIGIN, NOW);
    await tell();
    for (const person of [follower, both, supporter, ofTopic, ofOffice, matter.author])
      expect((await sortsOf(person)).filter((sort) => sort === "reply")).toEqual(["reply"]);
    for (const person of [other, ...rest]) expect(await sortsOf(person)).toEqual([]);
    for (const person of [follower, both, supporter, ofTopic, ofOffice, matter.author])
      expect(await lettersOf(person)).toMatchObject([{ stops: "news" }]);
    expect((await lettersOf(both))[0]?.body).toContain("함께하신");
    const [letter] = await lettersOf(follower);
    expect(letter?.subject).toContain("답변이 등록되었습니다");
    expect(letter?.body).toContain(`${ORIGIN}/proposals/${matter.id}?lang=ko#reply`);
  });

  test("whoever stands behind it later than it came hears no second time, whichever letter was first", async () => {
    const { db } = database;
    const matter = await owed();
    const person = await createPerson(db);
    await follow(person, "matter", matter.id);
    await reply(matter);
    await tell();
    await agree(matter.id, person, new Date(NOW.getTime() + 60_000));
    await tellReply(db, { dutyId: matter.dutyId, version: 1, afterSerial: 0 }, ORIGIN, NOW);
    expect(await lettersOf(person)).toHaveLength(1);
  });
});

describe("what somebody chose", () => {
  test.each([
    ["nothing: all of it at once", undefined, {}, ["withdrawn"], 1],
    ["this sort nowhere", "at-once", { "told:withdrawn": "" }, [], 0],
    ["this sort in the portal alone", "at-once", { "mail:withdrawn": "" }, ["withdrawn"], 0],
    ["no mail", "off", {}, ["withdrawn"], 0],
    ["gathered by the day", "daily", {}, ["withdrawn"], 0],
  ] as const)("%s", async (_, rhythm, without, sorts, letters) => {
    const { db } = database;
    const [person, matter] = [await createPerson(db), await createProposal(db, EARLIER)];
    if (rhythm) await choose(person, rhythm, without);
    await follow(person, "matter", matter);
    await withdraw(matter);
    await tell();
    expect(await sortsOf(person)).toEqual(sorts);
    expect(await lettersOf(person)).toHaveLength(letters);
    if (rhythm === "daily") expect(await noticesOf(person)).toMatchObject([{ gathered: true }]);
  });

  test("holds for the letter of those who take part too: none of a sort, or gathered with the rest", async () => {
    const { db } = database;
    const matter = await owed();
    const [none = 0, daily = 0] = await createPersons(db, 2);
    await choose(none, "at-once", { "mail:reply": "" });
    await choose(daily, "daily");
    for (const person of [none, daily]) await agree(matter.id, person);
    await reply(matter);
    await tellReply(db, { dutyId: matter.dutyId, version: 1, afterSerial: 0 }, ORIGIN, NOW);
    await tell();
    expect([await lettersOf(none), await lettersOf(daily)]).toEqual([[], []]);
    expect(await noticesOf(none)).toMatchObject([{ sort: "reply", gathered: false }]);
    expect(await noticesOf(daily)).toMatchObject([{ sort: "reply", gathered: true }]);
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, new Date("2026-03-04T22:30:00Z"));
    expect(await lettersOf(daily)).toHaveLength(1);
  });

  test("who stands behind a proposal and does not follow it reads of the rest in the portal alone", async () => {
    const { db } = database;
    const [person, author] = await createPersons(db, 2);
    const matter = await createProposal(db, EARLIER, author);
    await agree(matter, person ?? 0);
    await withdrawProposal(db, FIRST_SPACE, matter, author ?? 0, NOW);
    await tell();
    expect(await sortsOf(person ?? 0)).toEqual(["withdrawn"]);
    expect(await lettersOf(person ?? 0)).toEqual([]);
  });
});

describe("gathered news", () => {
  // Half past seven in Seoul: of the Friday and the Monday after, and of the Tuesday behind it.
  const FRIDAY = new Date("2026-03-05T22:30:00Z");
  const MONDAY = new Date("2026-03-08T22:30:00Z");
  const TUESDAY = new Date("2026-03-09T22:30:00Z");

  test("come as one letter, by the day or on Mondays, in the reader's language, and once", async () => {
    const { db, pool } = database;
    const [daily = 0, weekly = 0] = await createPersons(db, 2);
    await pool.query("update person set language = 'en' where id = $1", [daily]);
    await choose(daily, "daily");
    await choose(weekly, "weekly");
    const matters = [await createProposal(db, EARLIER), await createProposal(db, EARLIER)];
    for (const matter of matters)
      for (const person of [daily, weekly]) await follow(person, "matter", matter);
    for (const matter of matters) await withdraw(matter);
    await tell();
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, FRIDAY);
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, FRIDAY);
    expect(await lettersOf(weekly)).toEqual([]);
    const [letter, ...more] = await lettersOf(daily);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: "[Gonggam] 2 updates for you", stops: "news" });
    for (const matter of matters) expect(letter?.body).toContain(`${ORIGIN}/proposals/${matter}?lang=en`);
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, MONDAY);
    expect(await lettersOf(weekly)).toMatchObject([{ subject: "[공감] 모아 보는 소식 2건" }]);
    expect(await lettersOf(daily)).toHaveLength(1);
  });

  test("of a Monday on which nothing ran come a day later, and what is newer on the next", async () => {
    const { db, pool } = database;
    const [person, old, fresh] = [
      await createPerson(db),
      await createProposal(db, EARLIER),
      await createProposal(db, EARLIER),
    ];
    await choose(person, "weekly");
    for (const matter of [old, fresh]) await follow(person, "matter", matter);
    await withdraw(fresh);
    await tell();
    await pool.query("update notice set created_at = $2 where person_id = $1", [person, MONDAY]);
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, TUESDAY);
    expect(await lettersOf(person)).toEqual([]);
    await withdraw(old);
    await tell();
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, TUESDAY);
    expect(await lettersOf(person)).toHaveLength(1);
  });

  test("are chosen where push messages are offered, and those stay where they are not", async () => {
    const person = await createPerson(database.db);
    const all = choicesOf(Object.fromEntries(choicesOf({}).map(({ sort }) => [`push:${sort}`, "on"])));
    await saveChoices(database.db, person, "daily", all, { push: true }, NOW);
    await saveChoices(database.db, person, "daily", choicesOf({}), { push: false }, NOW);
    expect((await readChoices(database.db, person)).reply.push).toBe(true);
    await saveChoices(database.db, person, "daily", choicesOf({}), { push: true }, NOW);
    expect((await readChoices(database.db, person)).reply.push).toBe(false);
  });

  test("do not come to who turned mail off, and wait no more", async () => {
    const { db } = database;
    const [person, matter] = [await createPerson(db), await createProposal(db, EARLIER)];
    await choose(person, "daily");
    await follow(person, "matter", matter);
    await withdraw(matter);
    await tell();
    await choose(person, "off");
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, TUESDAY);
    await choose(person, "daily");
    await gatherNotices(db, { afterPerson: 0 }, ORIGIN, TUESDAY);
    expect(await lettersOf(person)).toEqual([]);
  });
});

describe("what is told", () => {
  test("has a sentence for every line that is, in each language", () => {
    for (const language of LANGUAGES) {
      const t = translator(language, "city");
      const said = NOTICED_KINDS.map((kind) =>
        sayLine(
          {
            kind,
            data: {
              threshold: 50,
              participants: 3,
              dueAt: NOW.toISOString(),
              closesAt: NOW.toISOString(),
              until: NOW.toISOString(),
            },
          },
          t,
          language,
        ),
      );
      expect(
        said.filter((sentence) => /^line\.|^mail:|\{\{|NaN|Invalid/.test(sentence) || sentence === ""),
      ).toEqual([]);
      expect(new Set(said).size).toBe(said.length);
    }
  });

  test.each([
    ["forum-opened", { forum: 12 }, "/forums/12"],
    ["replied", { version: 1 }, "/proposals/7#reply"],
    ["supplemented", {}, "/proposals/7"],
  ] as const)("of %s leads to where it can be read", (kind, data, path) => {
    expect(pathOfLine({ kind, data }, "proposal", "7")).toBe(path);
  });

  test("of what is not before everybody is told to who follows it, not to its topic", async () => {
    const { db, pool } = database;
    const [own = 0, ofTopic = 0] = await createPersons(db, 2);
    const matter = await createProposal(db, EARLIER);
    await tell();
    await follow(own, "matter", matter);
    await follow(ofTopic, "category", "transport");
    await pool.query(
      "update matter set visibility = 'unlisted', address_token = gen_random_uuid() where id = $1",
      [matter],
    );
    await withdraw(matter);
    await tell();
    expect([await sortsOf(own), await sortsOf(ofTopic)]).toEqual([["withdrawn"], []]);
    expect((await lettersOf(own))[0]?.body).toMatch(/\/proposals\/[0-9a-f-]{36}\?/);
  });

  test("of a new proposal is told to its topic and district, by no letter unless they asked for it", async () => {
    const { db } = database;
    const [byDefault = 0, asked = 0] = await createPersons(db, 2);
    await choose(asked, "at-once");
    for (const person of [byDefault, asked]) await follow(person, "category", "transport");
    await createProposal(db, NOW);
    await tell();
    expect([await sortsOf(byDefault), await sortsOf(asked)]).toEqual([["published"], ["published"]]);
    expect([(await lettersOf(byDefault)).length, (await lettersOf(asked)).length]).toEqual([0, 1]);
  });

  test("is listed newest first, page by page, and counted until it is read", async () => {
    const { db } = database;
    const person = await createPerson(db);
    const matters = [];
    for (let count = 0; count < 5; count += 1) matters.push(await createProposal(db, EARLIER));
    for (const matter of matters) await follow(person, "matter", matter);
    for (const matter of matters) await withdraw(matter);
    await tell();
    const reader = { spaceId: FIRST_SPACE, personId: person, language: "ko" as const };
    const paths: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readNotices>> = await readNotices(db, reader, cursor, 2, {
        t: translator("ko", "city"),
        offices: {},
      });
      paths.push(...page.items.map(({ path }) => path));
      cursor = page.next;
    } while (cursor !== null);
    expect(paths).toEqual(matters.map((matter) => `/proposals/${matter}`).reverse());
    expect(await readUnread(db, FIRST_SPACE, person)).toBe(5);
    await expect(
      readNotices(db, reader, "nothing of ours", 2, { t: translator("ko", "city"), offices: {} }),
    ).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});

describe("the many who follow", () => {
  /** More than two batches. */
  const MANY = 1_105;
  const WORKER = "notices-worker";

  /** Whether it came to its end; false: it was killed. */
  function work(killAt: number, delayMs: number): Promise<boolean> {
    const program = programOf("tests/support/notices-process.ts");
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
  const freeJobs = () =>
    database.pool.query(
      "update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = now()",
    );

  test("are told once each, however often the job is killed; also when two are at it", async () => {
    const { db, pool } = database;
    const matter = await createProposal(db, EARLIER);
    await tell();
    const people = await createPersons(db, MANY);
    await pool.query(
      `insert into follow (space_id, target, code, person_id, since) select $1, 'matter', $2, id, $3 from unnest($4::bigint[]) id`,
      [FIRST_SPACE, String(matter), NOW, people],
    );
    await pool.query("update person set mail_rhythm = 'daily' where id = any($1)", [people.slice(0, 300)]);
    await withdraw(matter);
    let killed = 0;
    while (!(await work(4 + killed * 7, killed < 4 ? 0 : (killed * 3) % 8))) {
      killed += 1;
      await sessionsEnd(database.pool, WORKER);
      await freeJobs();
    }
    expect(killed).toBeGreaterThan(3);
    const { rows: told } = await pool.query<{ person_id: number }>(
      "select person_id from notice where person_id = any($1) order by person_id",
      [people],
    );
    expect(told.map(({ person_id }) => Number(person_id))).toEqual(people);
    const letters = async (which: string) =>
      (
        await pool.query("select person_id from mail where person_id = any($1) and told_once like $2", [
          people,
          `${which}/%`,
        ])
      ).rows.map(({ person_id }) => Number(person_id));
    const byId = (a: number, b: number) => a - b;
    expect((await letters("line")).sort(byId)).toEqual(people.slice(300));

    // Put back as if nobody had been told, and done by two at once: the keys refuse what is there.
    await pool.query("update notice_progress set seq = seq - 1");
    await Promise.all([tell(), tell(), tell()]);
    expect((await letters("line")).length).toBe(MANY - 300);

    await pool.query("select graphile_worker.add_job('gather-notices', '{\"afterPerson\": 0}')");
    killed = 0;
    while (!(await work(4 + killed * 250, 0))) {
      killed += 1;
      await sessionsEnd(database.pool, WORKER);
      await freeJobs();
    }
    expect(killed).toBeGreaterThan(3);
    expect((await letters("gathered")).sort(byId)).toEqual(people.slice(0, 300));
  });

  test("a run that is stopped leaves the rest to the next", async () => {
    const { db } = database;
    const [person, matter] = [await createPerson(db), await createProposal(db, EARLIER)];
    await follow(person, "matter", matter);
    await withdraw(matter);
    await tell(AbortSignal.abort());
    expect(await sortsOf(person)).toEqual([]);
    expect(await work(0, 0)).toBe(true);
    expect(await sortsOf(person)).toEqual(["withdrawn"]);
  });
});
