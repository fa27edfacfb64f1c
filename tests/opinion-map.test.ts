import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { readMapHead, readMapTold, requireMapVoter } from "#app/domain/kinds/poll/poll-map.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { verifyChain } from "#app/domain/ledger/verify-chain.ts";
import { addStatement } from "#app/domain/opinion-map/add-statement.ts";
import { FEWEST_PEOPLE, MOST_OF_PERSON, MOST_STATEMENTS } from "#app/domain/opinion-map/bounds.ts";
import { hideStatement } from "#app/domain/opinion-map/hide-statement.ts";
import { nearlyTheSame } from "#app/domain/opinion-map/likeness.ts";
import { makeMap } from "#app/domain/opinion-map/make-map.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import { renewMaps } from "#app/domain/opinion-map/renew-maps.ts";
import { hidingSchema, statementSchema, voteSchema } from "#app/domain/opinion-map/schema.ts";
import { vote } from "#app/domain/opinion-map/vote.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { applyRetention } from "#app/domain/retention/apply-retention.ts";
import { readEnvironment } from "#app/environment.ts";
import { makeOpinionMapsJob } from "#app/jobs/make-opinion-maps.ts";
import { createPortal } from "#app/portal.ts";
import { deleteOwn } from "#db/queries/leaving.ts";
import { TEXT_CHECKS } from "#db/queries/ledger-checks/texts.ts";
import { findPoll } from "#db/queries/polls.ts";
import type { Vote } from "#db/tables/opinion-map.ts";
import type { PostRole } from "#db/tables/space.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  asOwner,
  createPersons,
  createProposal,
  createTestDatabase,
  type TestDatabase,
} from "./support/database.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, type Officers, pollServices } from "./support/polls.ts";
import { countRoll, makeRoll } from "./support/rolls.ts";

/** Statements, votes and the kept map: who may, what is refused, what two at once come to, what stays. */

let database: TestDatabase;
let people: number[];
let matter: number;
const now = new Date();
const DAY_MS = 24 * 60 * 60 * 1000;

beforeAll(async () => {
  database = await createTestDatabase();
  people = await createPersons(database.db, 80);
});
afterAll(() => database.close());
beforeEach(async () => {
  matter = await createProposal(database.db, now);
});

const person = (index: number) => people[index] ?? 0;
const add = (body: string, by = person(0), anyway = true, at = now) =>
  addStatement(database.db, FIRST_SPACE, matter, by, { body, anyway }, at);
async function added(body: string, by?: number): Promise<number> {
  const one = await add(body, by);
  if (!("id" in one)) throw new Error("It was not added.");
  return one.id;
}
/** So many statements, each unlike the others. */
async function statements(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await added(`${index}번 문장에 동의하십니까`, person(index % 40)));
  return ids;
}
const say = (by: number, ids: readonly number[], said: readonly Vote[], at = now) =>
  vote(
    database.db,
    FIRST_SPACE,
    matter,
    by,
    ids.flatMap((statement, index) => {
      const one = said[index % said.length];
      return one ? [{ statement, vote: one }] : [];
    }),
    at,
  );
const renew = (at = now) => renewMaps(database.db, makeMap, at);
const read = (by?: number) => readOpinionMap(database.db, matter, by);
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => {
      if (isPortalError(error)) return error.code;
      throw error;
    },
  );
const votesOf = async (by: number) =>
  (
    await database.db
      .selectFrom("statement_vote")
      .innerJoin("statement", "statement.id", "statement_id")
      .select(["statement_id", "vote"])
      .where("statement_vote.person_id", "=", by)
      .where("matter_id", "=", matter)
      .execute()
  ).map(({ statement_id, vote }) => [statement_id, vote]);
const waiting = async () =>
  (
    await database.db
      .selectFrom("opinion_map_waiting")
      .select("person_id")
      .where("matter_id", "=", matter)
      .orderBy("person_id")
      .execute()
  ).map(({ person_id }) => person_id);
/** Two camps of so many people. */
async function camps(ids: readonly number[], [one, other]: [number, number]): Promise<void> {
  for (let index = 0; index < one; index += 1) await say(person(index), ids, ["agree", "agree", "disagree"]);
  for (let index = one; index < one + other; index += 1)
    await say(person(index), ids, ["agree", "disagree", "agree"]);
}
/** What the ledger says of statements, against the statements. */
const ledgerFaults = () =>
  Promise.all(
    [TEXT_CHECKS.statements, TEXT_CHECKS["statements-hidden"]].map((check) =>
      check(database.db, FIRST_SPACE),
    ),
  );
const viewerWith = (role?: PostRole, spaceId = FIRST_SPACE): Viewer => ({
  personId: person(79),
  publicName: "김○○",
  district: null,
  language: "ko",
  posts: role ? [{ spaceId, role, officeId: null }] : [],
});

describe("what people type", () => {
  const family = "👨‍👩‍👧‍👦";
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "required"],
    ["a number", 7, "not-text"],
    ["blanks", " \u3000\n", "required"],
    ["what nobody sees", "\u3164\u3164\u3164\u3164\u3164", "required"],
    ["four characters", "가나다라", "too-short"],
    ["half a character", `버스가 다닌다${"\ud800"}`, "bad-characters"],
    ["a NUL", "버스가 \0 다닌다", "bad-characters"],
    ["141 characters", "가".repeat(141), "too-long"],
    ["141 families", family.repeat(141), "too-long"],
    ["one character of a thousand marks", `가${"\u0301".repeat(1_000)}`, "too-long"],
    ["10 kB", "가".repeat(10_000), "too-long"],
  ])("%s is refused", (_, body, expected) => {
    const outcome = statementSchema.safeParse({ body });
    expect(outcome.error?.issues.map(({ message }) => message)).toEqual([expected]);
  });

  test.each([
    ["140 characters", "가".repeat(140), "가".repeat(140)],
    ["80 families, each of seven code points", family.repeat(80), family.repeat(80)],
    ["two lines, which become one", "버스가\n다닌다", "버스가 다닌다"],
    ["parts of syllables", "버스가 다닌다".normalize("NFD"), "버스가 다닌다"],
  ])("%s is taken", (_, body, kept) => {
    expect(parseInput(statementSchema, { body })).toEqual({ body: kept });
  });

  test.each([
    [voteSchema, { vote: "maybe" }],
    [voteSchema, { vote: "" }],
    [voteSchema, {}],
    [hidingSchema, { reason: "because" }],
    [hidingSchema, {}],
  ])("no such word", (schema, typed) => {
    expect(schema.safeParse(typed).success).toBe(false);
  });
});

describe("a statement", () => {
  test("is there once, word for word, whoever sends it, and however many at once", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => add("밤에도 버스가 다녀야 한다.", person(index))),
    );
    const ids = outcomes.map((one) => ("id" in one ? one.id : 0));
    expect(new Set(ids).size).toBe(1);
    expect(outcomes.filter((one) => "isNew" in one && one.isNew)).toHaveLength(1);
    expect((await read()).statements).toHaveLength(1);
  });

  test("that says nearly the same is pointed out, and added by who wants it still", async () => {
    const id = await added("30분마다 버스가 다녀야 한다.");
    await added("의료원 정류장은 응급실 앞에 두어야 한다.");
    const asked = await add("30분마다 버스가 다녀야 합니다", person(1), false);
    expect(asked).toEqual({ similar: [{ id, body: "30분마다 버스가 다녀야 한다." }] });
    expect((await read()).statements).toHaveLength(2);
    expect(await add("30분마다 버스가 다녀야 합니다", person(1), true)).toMatchObject({ isNew: true });
  });

  test.each([
    ["밤에도 버스가 다녀야 한다", "밤에도 버스가 다녀야 합니다!", true],
    ["밤에도 버스가 다녀야 한다", "밤 에도버스가 다녀야한다", true],
    ["Buses should run at night", "buses should run at night too", true],
    ["밤에도 버스가 다녀야 한다", "택시비를 지원하는 편이 낫다", false],
    ["밤에도 버스가 다녀야 한다", "정류장에는 지붕이 있어야 한다", false],
  ])("%s and %s: %s", (one, other, alike) => {
    expect(nearlyTheSame(one, [{ body: other }])).toHaveLength(alike ? 1 : 0);
  });

  test("of a person there are ten, however many are sent at once", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: MOST_OF_PERSON + 5 }, (_, index) => code(add(`${index}번째로 올리는 문장`))),
    );
    expect(outcomes.filter((one) => one === "done")).toHaveLength(MOST_OF_PERSON);
    expect(outcomes.filter((one) => one === "statements-full")).toHaveLength(5);
    expect(await code(add("다른 사람이 올리는 문장", person(1)))).toBe("done");
  });

  test("of a matter there are two hundred that stand; one that is hidden makes room", async () => {
    const [first = 0] = await statements(MOST_STATEMENTS);
    expect(await code(add("이백한 번째 문장입니다", person(50)))).toBe("statements-full");
    await hideStatement(
      database.db,
      viewerWith("moderator"),
      FIRST_SPACE,
      { matterId: matter, id: first },
      "several",
      now,
    );
    expect(await code(add("이백한 번째 문장입니다", person(50)))).toBe("done");
  });

  test("is in the ledger by its hash, without its writer, and is never rewritten", async () => {
    const id = await added("밤에도 버스가 다녀야 한다.");
    const line = await database.db
      .selectFrom("event")
      .select(["kind", "data"])
      .where("matter_id", "=", matter)
      .where("kind", "=", "statement")
      .executeTakeFirstOrThrow();
    expect(line.data).toEqual({ statement: id, text: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await ledgerFaults()).toEqual([undefined, undefined]);
    for (const change of ["update statement set body = 'x'", "delete from statement"])
      await expect(
        asOwner(database.db, () => database.owner.pool.query(`${change} where id = ${id}`)),
      ).rejects.toThrow("of the record");
  });
});

describe("who may", () => {
  const later = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const nothing = async () => {};
  async function nowhere() {
    matter = 999_999_999;
  }
  const withdraw = () =>
    database.db
      .updateTable("matter")
      .set({ state: "withdrawn", ended_at: now })
      .where("id", "=", matter)
      .execute();
  async function countOthers() {
    const roll = await makeRoll(database.db, [{ label: `101-${matter}`, personId: person(5) }]);
    await countRoll(database.db, matter, roll.id);
  }

  test.each<[string, () => Promise<unknown>, Date, string]>([
    ["in a matter that there is not", nowhere, now, "not-found"],
    ["before it opens", nothing, later(-1), "not-yet-open"],
    ["after it has closed, whenever the job comes", nothing, later(1_000), "matter-not-open"],
    ["in what was withdrawn", withdraw, now, "matter-not-open"],
    ["for nothing of its roll", countOthers, now, "not-on-roll"],
  ])("%s nobody adds, and nobody votes", async (_, prepare, at, expected) => {
    const id = await added("밤에도 버스가 다녀야 한다.");
    await prepare();
    expect(await code(add("새로운 문장을 올립니다", person(1), true, at))).toBe(expected);
    expect(await code(say(person(1), [id], ["agree"], at))).toBe(expected);
    expect(await votesOf(person(1))).toEqual([]);
  });

  test("who acts for an entry of the roll may", async () => {
    const roll = await makeRoll(database.db, [{ label: "203", personId: person(5) }]);
    await countRoll(database.db, matter, roll.id);
    expect(await code(add("새로운 문장을 올립니다", person(5)))).toBe("done");
  });

  test("a matter of another space is not there", async () => {
    const id = await added("밤에도 버스가 다녀야 한다.");
    const elsewhere = FIRST_SPACE + 1_000;
    const statement = { body: "새로운 문장을 올립니다", anyway: true };
    const said = [{ statement: id, vote: "agree" as const }];
    const hidden = { matterId: matter, id };
    expect(
      await Promise.all([
        code(addStatement(database.db, elsewhere, matter, person(0), statement, now)),
        code(vote(database.db, elsewhere, matter, person(0), said, now)),
        code(
          hideStatement(database.db, viewerWith("moderator", elsewhere), elsewhere, hidden, "insult", now),
        ),
      ]),
    ).toEqual(["not-found", "not-found", "not-found"]);
  });
});

describe("a vote", () => {
  test("of one person on one statement is one, the last, from however many tabs", async () => {
    const [id = 0] = await statements(1);
    const by = person(60);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => say(by, [id], [index % 2 === 0 ? "agree" : "disagree"])),
    );
    expect(await votesOf(by)).toHaveLength(1);
    await say(by, [id], ["pass"]);
    expect(await votesOf(by)).toEqual([[id, "pass"]]);
    expect(await waiting()).toEqual([by]);
  });

  test("on a statement of another matter, a hidden one or none is refused whole", async () => {
    const elsewhere = matter;
    const [other = 0] = await statements(1);
    matter = await createProposal(database.db, now);
    const [id = 0, hidden = 0] = await statements(2);
    await hideStatement(
      database.db,
      viewerWith("admin"),
      FIRST_SPACE,
      { matterId: matter, id: hidden },
      "insult",
      now,
    );
    for (const wrong of [other, hidden, 999_999_999])
      expect(await code(say(person(61), [id, wrong], ["agree"]))).toBe("not-found");
    expect(await votesOf(person(61))).toEqual([]);
    expect(elsewhere).not.toBe(matter);
  });
});

describe("hiding", () => {
  test.each<[PostRole | undefined, string]>([
    ["moderator", "done"],
    ["admin", "done"],
    ["officer", "not-permitted"],
    ["mayor", "not-permitted"],
    ["clerk", "not-permitted"],
    [undefined, "not-permitted"],
  ])("by %s: %s", async (role, expected) => {
    const [id = 0] = await statements(1);
    const hide = () =>
      hideStatement(database.db, viewerWith(role), FIRST_SPACE, { matterId: matter, id }, "insult", now);
    expect(await code(hide())).toBe(expected);
    const [shown] = (await read()).statements;
    expect(shown?.body === null).toBe(expected === "done");
    if (expected === "done") expect(await code(hide())).toBe("changed-meanwhile");
  });

  test("leaves the place and the reason, a line, and nothing of it in the map", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    await renew();
    const [first = 0] = ids;
    const hidden = { matterId: matter, id: first };
    await hideStatement(database.db, viewerWith("moderator"), FIRST_SPACE, hidden, "personal-data", now);
    const seen = await read();
    expect(seen.statements[0]).toMatchObject({ id: first, body: null, hidden: { reason: "personal-data" } });
    const map = JSON.stringify(seen.map);
    expect(seen.map.state).toBe("drawn");
    expect(map).not.toMatch(new RegExp(`\\b(id|statement)":${first}\\b`));
    const lines = await database.db
      .selectFrom("event")
      .select("data")
      .where("matter_id", "=", matter)
      .where("kind", "=", "statement-hidden")
      .execute();
    expect(lines).toEqual([{ data: { statement: first, reason: "personal-data" } }]);
    expect(await ledgerFaults()).toEqual([undefined, undefined]);
    // The next is made without it.
    for (let index = 0; index < 5; index += 1) await say(person(index), ids.slice(1), ["pass"]);
    await renew();
    expect((await read()).map).toMatchObject({ state: "drawn", enough: 6, statements: { length: 6 } });
  });

  test("what was hidden does not come back by being sent again", async () => {
    const id = await added("밤에도 버스가 다녀야 한다.");
    const hidden = { matterId: matter, id };
    await hideStatement(database.db, viewerWith("moderator"), FIRST_SPACE, hidden, "off-topic", now);
    expect(await add("밤에도 버스가 다녀야 한다.", person(3))).toEqual({ id, isNew: false });
    expect((await read()).statements.map(({ body }) => body)).toEqual([null]);
  });
});

describe("the map", () => {
  test("is shown above thirty people who voted on enough, and says how many are lacking", async () => {
    const ids = await statements(7);
    expect((await read()).map).toMatchObject({
      state: "few",
      people: 0,
      lacking: { people: 31, statements: 0 },
    });
    await camps(ids, [16, 14]);
    // Enough is seven: who said six things is not counted.
    await say(person(30), ids.slice(0, 6), ["agree"]);
    await renew();
    expect((await read()).map).toMatchObject({ state: "few", people: 30, lacking: { people: 1 } });
    await say(person(30), ids, ["agree"]);
    await renew();
    expect((await read()).map).toMatchObject({ state: "drawn", people: FEWEST_PEOPLE });
  });

  test("is made anew when five people's votes have changed, so that no difference is one person's", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    expect(await renew()).toBe(1);
    const first = await read();
    for (const index of [40, 41, 42, 43]) {
      await say(person(index), ids, ["agree"]);
      expect(await renew()).toBe(0);
    }
    // One of them again: still four.
    await say(person(40), ids, ["pass"]);
    expect(await renew()).toBe(0);
    expect((await read()).map).toEqual(first.map);
    await say(person(44), ids, ["agree"]);
    expect(await renew()).toBe(1);
    expect((await read()).map).toMatchObject({ state: "drawn", people: 41 });
    expect(await waiting()).toEqual([]);
    expect(await renew()).toBe(0);
  });

  test("a vote that says what was said already changes nothing", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    await renew();
    await camps(ids, [20, 16]);
    expect(await waiting()).toEqual([]);
  });

  test("that could not be made leaves everything for the next run, and the others are made", async () => {
    const [broken, ids] = [matter, await statements(7)];
    await camps(ids, [20, 16]);
    matter = await createProposal(database.db, now);
    const others = await statements(5);
    await camps(others, [20, 16]);
    const failing = renewMaps(
      database.db,
      (question) => {
        if (question.seed === broken) throw new Error("The machine is out of luck.");
        return makeMap(question);
      },
      now,
    );
    await expect(failing).rejects.toThrow("Maps were not made.");
    expect((await read()).map.state).toBe("drawn");
    matter = broken;
    expect((await read()).map.state).toBe("few");
    expect(await waiting()).toHaveLength(36);
    await renew();
    expect((await read()).map.state).toBe("drawn");
  });

  test("of two runs at once one writes, and a vote that comes meanwhile waits for the next", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    let voted = false;
    const during = renewMaps(
      database.db,
      async (question) => {
        if (!voted) {
          voted = true;
          await say(person(0), ids, ["pass"]);
          expect(await renew()).toBe(1);
        }
        return makeMap(question);
      },
      now,
    );
    expect(await during).toBe(0);
    expect(await waiting()).toEqual([]);

    await say(person(1), ids, ["pass"]);
    for (let index = 2; index < 6; index += 1) await say(person(index), ids, ["pass"]);
    await renewMaps(
      database.db,
      async (question) => {
        await say(person(1), ids, ["agree"]);
        return makeMap(question);
      },
      now,
    );
    expect(await waiting()).toEqual([person(1)]);
  });

  test("tells nothing of who said what, and one's own place to oneself alone", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    await renew();
    const [everybody, one, stranger] = [await read(), await read(person(0)), await read(person(70))];
    expect(everybody.own).toBeNull();
    expect(one.map).toEqual(everybody.map);
    expect(one.own).toMatchObject({ answered: 7, next: null, standing: { group: 0 } });
    expect((await read(person(20))).own?.standing).toMatchObject({ group: 1 });
    expect(stranger.own).toMatchObject({ answered: 0, votes: [], standing: null });
    expect(ids).toContain(stranger.own?.next);
    const told = JSON.stringify(everybody);
    expect(told).not.toMatch(/person|component|means/);
    const { rows } = await database.pool.query("select result from opinion_map where matter_id = $1", [
      matter,
    ]);
    expect(JSON.stringify(rows)).not.toContain("person");
  });

  test("each is asked in an order of their own, the same each time", async () => {
    await statements(12);
    const next = await Promise.all(people.slice(0, 30).map(async (by) => (await read(by)).own?.next));
    expect(new Set(next).size).toBeGreaterThan(4);
    expect(await Promise.all(people.slice(0, 30).map(async (by) => (await read(by)).own?.next))).toEqual(
      next,
    );
  });

  test("of very many people so many are drawn by lot, the same ones each time", async () => {
    const ids = await statements(5);
    const many = await createPersons(database.db, 2_050);
    await database.pool.query(
      `insert into statement_vote select statement, person, 'agree' from unnest($1::bigint[]) statement, unnest($2::bigint[]) person`,
      [ids, many],
    );
    await say(person(0), ids, ["disagree"]);
    await renew();
    const first = (await read()).map;
    expect(first).toMatchObject({ state: "drawn", people: 2_051, counted: 2_000 });
  });

  test("is made by the job, in a thread, as it is made here", async () => {
    const ids = await statements(8);
    await camps(ids, [22, 18]);
    const portal = await createPortal(readEnvironment({ LOG_LEVEL: "error" }), { databaseUrl: database.url });
    await makeOpinionMapsJob.work({}, portal, now, new AbortController().signal);
    await portal.close();
    const inThread = (await read()).map;
    expect(inThread).toMatchObject({ state: "drawn", people: 40 });
    await database.db.deleteFrom("opinion_map").where("matter_id", "=", matter).execute();
    await say(person(0), ids, ["pass"]);
    await say(person(0), ids, ["agree", "agree", "disagree"]);
    await renew();
    expect((await read()).map).toEqual(inThread);
  });
});

describe("beside a poll", () => {
  let services: PollServices;
  let officers: Officers;
  beforeAll(async () => {
    services = pollServices(database.db);
    officers = await createOfficers(database.db);
  });
  const create = (change: object = { opinionMap: true }) =>
    createPoll(services, officers, new Date(now.getTime() - DAY_MS), change);
  const mayAnswer = (poll: number, district: string | null = "garam") =>
    code(requireMapVoter(services, FIRST_SPACE, poll, { personId: person(3), district }, now));

  test("who may take part may say something, where the poll has a map", async () => {
    const poll = await create();
    expect(await mayAnswer(poll)).toBe("done");
    const ofOne = await create({ opinionMap: true, who: { districts: ["garam"] } });
    expect([await mayAnswer(ofOne), await mayAnswer(ofOne, null)]).toEqual(["done", "not-elector"]);
    expect(await mayAnswer(await create({}))).toBe("not-found");
    expect(await mayAnswer(matter)).toBe("not-found");
  });

  test("its page says how it stands, and why one may not answer", async () => {
    const id = await create({ opinionMap: true, who: { residents: true } });
    const headAt = async (at: Date, personId?: number) => {
      const voter = personId === undefined ? null : { personId, district: null };
      const { state, reasons } = await readMapHead(services, FIRST_SPACE, id, voter, "ko", at);
      return [state, ...reasons];
    };
    const days = (count: number) => new Date(now.getTime() + count * DAY_MS);
    expect(await headAt(days(-2))).toEqual(["coming"]);
    expect(await headAt(now, person(1))).toEqual(["open", "not-resident"]);
    expect(await headAt(days(20))).toEqual(["closed"]);
    expect(await code(readMapHead(services, FIRST_SPACE, await create({}), null, "ko", now))).toBe(
      "not-found",
    );
  });

  test("a poll without one is what it was before there were any", async () => {
    const [none, said] = await Promise.all([create({}), create({ opinionMap: false })]);
    const definitions = await database.db
      .selectFrom("poll")
      .select("definition")
      .where("matter_id", "in", [none, said])
      .execute();
    expect(definitions.map(({ definition }) => "opinionMap" in definition)).toEqual([false, false]);
  });

  test("is told of in a few words, once it is drawn", async () => {
    matter = await create();
    const told = async () => {
      const row = await findPoll(database.db, FIRST_SPACE, matter);
      return row ? readMapTold(database.db, row) : undefined;
    };
    const ids = await statements(7);
    expect(await told()).toEqual({ statements: 7, fewest: FEWEST_PEOPLE, drawn: null });
    await camps(ids, [20, 16]);
    await renew();
    expect(await told()).toMatchObject({
      drawn: { people: 36, groups: 2, unites: "0번 문장에 동의하십니까" },
    });
  });
});

describe("leaving and keeping", () => {
  test("who leaves takes their votes along; their statements stay, of nobody", async () => {
    const ids = await statements(7);
    const by = person(0);
    await say(by, ids, ["agree"]);
    await inTransaction(database.db, (tx) => deleteOwn(tx, by, now));
    expect(await votesOf(by)).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect((await read()).statements).toHaveLength(7);
    expect(await verifyChain(database.db, FIRST_SPACE)).toMatchObject({ holds: true });
  });

  test("half a year after the closing votes go, and the map stays", async () => {
    const ids = await statements(7);
    await camps(ids, [20, 16]);
    await renew();
    await say(person(50), ids, ["agree"]);
    const { closes_at } = await database.db
      .selectFrom("matter")
      .select("closes_at")
      .where("id", "=", matter)
      .executeTakeFirstOrThrow();
    const afterClosing = (days: number) => new Date(closes_at.getTime() + days * DAY_MS);
    await applyRetention(database.db, afterClosing(179));
    expect(await votesOf(person(50))).toHaveLength(7);
    await applyRetention(database.db, afterClosing(181));
    expect(await votesOf(person(50))).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect((await read()).map).toMatchObject({ state: "drawn", people: 36 });
  });
});
