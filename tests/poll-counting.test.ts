import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { countPoll } from "#app/domain/kinds/poll/count-ballots.ts";
import { correctPoll, withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { readOwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { readResults, readTexts } from "#app/domain/kinds/poll/read-results.ts";
import { readTurnout } from "#app/domain/kinds/poll/read-turnout.ts";
import { ballotBytes } from "#app/domain/kinds/poll/sealed-size.ts";
import { LEDGER_CHECKS } from "#app/domain/kinds.ts";
import { verifyLedger } from "#app/domain/ledger/verify.ts";
import { MIGRATIONS } from "#db/form.ts";
import { migrate } from "#db/migrate.ts";
import { listChanged, markCounted } from "#db/queries/ballots.ts";
import { lockPollToCount } from "#db/queries/polls.ts";
import { inTransaction } from "#db/transaction.ts";
import { createPersons, createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createSigners, signer } from "./support/drives.ts";
import { dumpRows } from "./support/dump.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createDatabaseAt } from "./support/old-portal.ts";
import {
  CHOICES,
  createOfficers,
  createPoll,
  DAY,
  type Officers,
  pollServices,
  STREET,
  vote,
} from "./support/polls.ts";
import { programOf } from "./support/program.ts";

let database: TestDatabase;
let services: PollServices;
let officers: Officers;
const AT = new Date("2026-03-02T03:00:00Z");
const DURING = new Date(AT.getTime() + 60_000);
const AFTER = new Date(AT.getTime() + 10 * DAY + 1);

beforeAll(async () => {
  database = await createTestDatabase();
  services = pollServices(database.db);
  // Counted when the tests say so alone, and not half a second after a vote.
  await services.counter.close();
  officers = await createOfficers(database.db);
});
afterAll(() => database.close());

/** People of two districts and several ages. */
const createVoters = async (count: number): Promise<number[]> => {
  const districts = (await directoryOf(database.db)).districts.map(({ code }) => code);
  return createSigners(
    database.db,
    services.seal,
    Array.from({ length: count }, (_, index) =>
      signer(index, { district: districts[index % 2] ?? null, birthDate: `${1940 + (index % 60)}-05-05` }),
    ),
  );
};

const rowsOf = async (query: string, ...values: unknown[]) => (await database.pool.query(query, values)).rows;
const ballotsOf = (id: number) => rowsOf("select * from ballot where matter_id = $1", id);
const firstOf = async (id: number) => (await readResults(database.db, FIRST_SPACE, id)).questions[0]?.counts;

describe("counting", () => {
  test("a poll in which ballots may be changed shows what they say now", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createVoters(20);
    const voteAll = async (first: string) => {
      for (const person of people) await vote(services, id, person, { first }, DURING);
    };
    await voteAll("wide");
    await countPoll(services, id, DURING);
    expect(await firstOf(id)).toEqual({ wide: 15, trees: 0, bikes: 0 });
    await voteAll("bikes");
    await voteAll("trees");
    await countPoll(services, id, DURING);
    // Those that were in the totals are there once: the five that are left may be of those and still say the old.
    const counts = await firstOf(id);
    expect(counts?.trees).toBe(15);
    expect(counts?.bikes).toBe(0);
    expect(counts?.wide).toBeLessThanOrEqual(5);
    // What waits is too few, so nothing is counted twice.
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false, more: false });
    expect(await firstOf(id)).toEqual(counts);
    await advancePolls(services, AFTER);
    expect(await firstOf(id)).toEqual({ wide: 0, trees: 20, bikes: 0 });
  });

  test("the totals do not follow what one person says or changes: fewer than ten wait, and ten move five", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createVoters(11);
    const counted = async () => (await ballotsOf(id)).filter((ballot) => ballot.counted).length;
    for (const [index, person] of people.slice(0, 9).entries()) {
      await vote(services, id, person, { first: "wide" }, DURING);
      expect(await countPoll(services, id, DURING), `${index}`).toMatchObject({ shown: false, more: false });
      expect(await firstOf(id)).toEqual({ wide: 0, trees: 0, bikes: 0 });
    }
    expect(await readResults(database.db, FIRST_SPACE, id)).toMatchObject({ participants: 0, tookPart: 9 });
    await vote(services, id, people[9] ?? 0, { first: "wide" }, DURING);
    await countPoll(services, id, DURING);
    expect(await counted()).toBe(5);
    expect(await readResults(database.db, FIRST_SPACE, id)).toMatchObject({ participants: 5, tookPart: 10 });
    await vote(services, id, people[10] ?? 0, { first: "bikes" }, DURING);
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false });
    expect(await firstOf(id)).toEqual({ wide: 5, trees: 0, bikes: 0 });
  });

  test("what is changed while it is counted is in the totals as it was read, until it is counted again", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createVoters(20);
    for (const person of people) await vote(services, id, person, { first: "wide" }, DURING);
    const [changing = 0] = people;
    const ballotOf = async (person: number) =>
      (await ballotsOf(id)).find(({ holder_id }) => holder_id === person);
    const read = await inTransaction(database.db, async (tx) => {
      const ballots = await listChanged(tx, id, undefined, 20);
      await vote(services, id, changing, { first: "trees" }, DURING);
      await markCounted(tx, id, ballots);
      return new Map(ballots.map(({ holder_id, sealed }) => [holder_id, sealed]));
    });
    expect(await ballotOf(changing)).toMatchObject({ counted: false, counted_sealed: read.get(changing) });
    const others = (await ballotsOf(id)).filter(({ holder_id }) => holder_id !== changing);
    expect(others.every(({ counted, counted_sealed }) => counted && counted_sealed === null)).toBe(true);

    // And of one that is changed after it was counted, what is in the totals is kept.
    const [, later = 0] = people;
    await vote(services, id, later, { first: "trees" }, DURING);
    await vote(services, id, later, { first: "bikes" }, DURING);
    expect(await ballotOf(later)).toMatchObject({ counted: false, counted_sealed: read.get(later) });
  });

  test("what the version before counted is marked as counted, and what was changed since still waits", async () => {
    const marked = "2026-11-29T10-counted-ballots.ts";
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".ts") && name < marked).sort();
    const old = await createDatabaseAt(names.map((name) => name.replace(/\.ts$/, "")));
    await old.pool.query(
      "insert into ballot values (1, 1, 'wide', 'wide'), (1, 2, 'wide', null), (1, 3, 'trees', 'wide')",
    );
    await migrate(old.db, old.pool);
    const { rows } = await old.pool.query(
      `select holder_id, encode(sealed, 'escape') as says, counted, encode(counted_sealed, 'escape') as said
       from ballot order by holder_id`,
    );
    expect(rows).toEqual([
      { holder_id: 1, says: "wide", counted: true, said: null },
      { holder_id: 2, says: "wide", counted: false, said: null },
      { holder_id: 3, says: "trees", counted: false, said: "wide" },
    ]);
    await old.close();
  });

  test("pages that ask how it stands in the same moment share what is read, and none gets what was read before", async () => {
    const id = await createPoll(services, officers, AT);
    for (const person of await createVoters(20)) await vote(services, id, person, { first: "wide" }, DURING);
    const directory = await directoryOf(database.db);
    const ask = () => services.standings.of(directory, id, "ko", DURING);
    const before = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(before).size).toBe(2);
    const late = ask();
    await countPoll(services, id, DURING);
    const after = await Promise.all([ask(), ask()]);
    await late;
    expect(before.map(({ results }) => results.participants)).toEqual(Array(50).fill(0));
    expect(after.map(({ results }) => [results.participants, results.tookPart])).toEqual([
      [15, 20],
      [15, 20],
    ]);
    const inEnglish = await services.standings.of(directory, id, "en", DURING);
    expect(inEnglish.poll.title).toBe(STREET.title);
  });

  test("a poll that cannot be counted holds up no other", async () => {
    const broken = await createPoll(services, officers, AT);
    const whole = await createPoll(services, officers, AT);
    const [person = 0] = await createVoters(1);
    for (const id of [broken, whole]) await vote(services, id, person, { first: "wide" }, DURING);
    await database.pool.query("update ballot set sealed = '\\x00' where matter_id = $1", [broken]);
    await expect(advancePolls(services, AFTER)).rejects.toThrow();
    expect(await firstOf(whole)).toEqual({ wide: 1, trees: 0, bikes: 0 });
    await database.pool.query("delete from ballot where matter_id = $1", [broken]);
    await advancePolls(services, AFTER);
  });

  test("who comes while another counts asks again, and nobody asks again for one that is over", async () => {
    const id = await createPoll(services, officers, AT);
    await inTransaction(database.db, async (tx) => {
      expect(await lockPollToCount(tx, id)).toMatchObject({ id });
      expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false, more: true });
    });
    await advancePolls(services, AFTER);
    expect(await countPoll(services, id, AFTER)).toMatchObject({ shown: false, more: false });
  });

  test("where they may not, ballots go as they are counted: five at once at least, and five are left", async () => {
    const id = await createPoll(services, officers, AT, { mayChange: false });
    const people = await createVoters(23);
    for (const person of people.slice(0, 9)) await vote(services, id, person, { first: "wide" }, DURING);
    await countPoll(services, id, DURING);
    expect(await ballotsOf(id)).toHaveLength(9);
    expect((await readResults(database.db, FIRST_SPACE, id)).participants).toBe(0);
    for (const person of people.slice(9)) await vote(services, id, person, { first: "trees" }, DURING);
    await countPoll(services, id, DURING);
    expect(await ballotsOf(id)).toHaveLength(5);
    expect(await readResults(database.db, FIRST_SPACE, id)).toMatchObject({ participants: 18, tookPart: 23 });
    await advancePolls(services, AFTER);
    expect(await ballotsOf(id)).toEqual([]);
    expect(await firstOf(id)).toEqual({ wide: 9, trees: 14, bikes: 0 });
  });

  test("results that wait are not there before the close, and nothing is opened for them", async () => {
    const id = await createPoll(services, officers, AT, { results: "after-closing" });
    for (const person of await createVoters(12)) await vote(services, id, person, { first: "wide" }, DURING);
    await countPoll(services, id, DURING);
    await expect(readResults(database.db, FIRST_SPACE, id)).rejects.toMatchObject({ code: "not-yet" });
    expect(await rowsOf("select tally, shown from poll where matter_id = $1", id)).toEqual([
      { tally: null, shown: null },
    ]);
    await advancePolls(services, AFTER);
    expect(await firstOf(id)).toEqual({ wide: 12, trees: 0, bikes: 0 });
  });

  test("every breakdown of every question adds up to those who took part", async () => {
    const id = await createPoll(services, officers, AT, { results: "after-closing" });
    for (const [index, person] of (await createVoters(60)).entries()) {
      const first = CHOICES[index % 3] ?? "";
      const answers = {
        first,
        ...(index % 2 === 0 && { also: ["bench", "light"] }),
        ...(index % 5 === 0 && { order: ["calm", "safe"] }),
        ...(index % 4 === 0 && { mood: (index % 5) + 1, spend: index }),
        ...(first === "bikes" && { route: index % 2 === 0 ? "강변을 따라" : "강변을  따라!" }),
      };
      await vote(services, id, person, answers, new Date(DURING.getTime() + (index % 4) * DAY));
    }
    await advancePolls(services, AFTER);
    const results = await readResults(database.db, FIRST_SPACE, id);
    expect(results.participants).toBe(60);
    expect(results.breakdowns.map(({ by }) => by)).toEqual(["district", "age", "day"]);
    for (const { by, questions } of results.breakdowns)
      for (const { id: question, groups } of questions) {
        const total = results.questions.find((one) => one.id === question);
        const sum = (of: (group: (typeof groups)[number]) => number) =>
          groups.reduce((all, group) => all + of(group), 0);
        expect(
          sum((group) => group.participants),
          `${by} ${question}`,
        ).toBe(60);
        expect(
          sum((group) => group.answered),
          `${by} ${question}`,
        ).toBe(total?.answered);
        for (const [answer, count] of Object.entries(total?.counts ?? {}))
          expect(
            sum((group) => group.counts[answer] ?? 0),
            `${by} ${question} ${answer}`,
          ).toBe(count);
        for (const group of groups) expect(group.participants).toBeGreaterThanOrEqual(5);
      }
    const order = results.questions.find((one) => one.id === "order");
    expect(order?.counts).toEqual({ safe: 0, fast: 0, calm: 12 });
    expect(order?.pairs).toEqual({ "calm>safe": 12, "calm>fast": 12, "safe>fast": 12 });
    expect(results.questions.find((one) => one.id === "spend")).toMatchObject({ mean: 28, median: 28 });
    const texts = await readTexts(database.db, FIRST_SPACE, id, { question: "route" }, 50);
    expect(texts.items).toHaveLength(20);
    expect(texts.groups).toMatchObject([{ likeness: 1, count: 20 }]);
    expect(results.questions.find((one) => one.id === "route")?.groups).toBe(1);
    const turnout = await readTurnout(database.db, await directoryOf(database.db), id, AFTER);
    expect(turnout?.steps.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    expect(turnout?.places?.shown.map(({ count }) => count)).toEqual([30]);
    expect(turnout?.places?.others?.count).toBe(30);
  });

  test("at the close the office owes what follows, and the ledger has the result's hash", async () => {
    const id = await createPoll(services, officers, AT);
    const [person = 0] = await createVoters(1);
    await vote(services, id, person, { first: "wide" }, DURING);
    await advancePolls(services, AFTER);
    await advancePolls(services, AFTER);
    expect(
      await rowsOf("select kind, step, threshold_code, met_at from duty where matter_id = $1", id),
    ).toEqual([{ kind: "poll-follow-up", step: "follow-up", threshold_code: null, met_at: null }]);
    expect(await rowsOf("select kind from event where matter_id = $1 order by seq", id)).toEqual(
      ["poll-approved", "closed", "poll-closed", "duty-opened"].map((kind) => ({ kind })),
    );
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
    await database.owner.pool.query("alter table poll disable trigger poll_fixed");
    await database.owner.pool.query(
      "update poll set shown = jsonb_set(shown, '{questions,0,counts,wide}', '2') where matter_id = $1",
      [id],
    );
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({
      holds: false,
      fault: { check: "poll-results", matter: id },
    });
    await database.owner.pool.query(
      "update poll set shown = jsonb_set(shown, '{questions,0,counts,wide}', '1') where matter_id = $1",
      [id],
    );
    await database.owner.pool.query("alter table poll enable trigger poll_fixed");
  });

  test("a correction that is sent twice at once is told once, and two that differ follow one another", async () => {
    const id = await createPoll(services, officers, AT);
    const correct = (ko: string) =>
      correctPoll(
        database.db,
        officers.writer,
        FIRST_SPACE,
        id,
        { ko, en: undefined, ja: undefined },
        DURING,
      );
    const numbers = await Promise.all(["길이", "길이", "너비", "길이"].map((ko) => correct(ko)));
    expect(numbers.toSorted()).toEqual(numbers[2] === 1 ? [1, 2, 2, 2] : [1, 1, 1, 2]);
    expect(await rowsOf("select position from poll_correction where matter_id = $1 order by 1", id)).toEqual([
      { position: 1 },
      { position: 2 },
    ]);
  });

  test.each(["unlisted", "members"])("what is %s stands beside no poll", async (visibility) => {
    const hidden = await createPoll(services, officers, AT);
    const shown = await createPoll(services, officers, AT, { related: [hidden] });
    await database.pool.query("update matter set visibility = $2 where id = $1", [hidden, visibility]);
    await expect(createPoll(services, officers, AT, { related: [shown, hidden] })).rejects.toMatchObject({
      code: "invalid-input",
      details: { faults: [{ field: "related", code: "unknown-choice" }] },
    });
    // The ledger says of a poll that everybody may read it: so it is for the tests after this one.
    await database.pool.query("update matter set visibility = 'public' where id = $1", [hidden]);
  });

  test("no question is called as what every object has", async () => {
    const [page] = STREET.pages;
    const pages = [{ questions: [{ ...page?.questions[0], id: "constructor" }] }];
    await expect(createPoll(services, officers, AT, { pages })).rejects.toMatchObject({
      code: "invalid-input",
      details: { faults: [{ field: expect.stringContaining("id"), code: "unknown-choice" }] },
    });
  });

  test("nothing that was asked changes after the approval, whoever tries", async () => {
    const id = await createPoll(services, officers, AT);
    for (const { pool } of [database, database.owner])
      await expect(
        pool.query("update poll set definition = '{}' where matter_id = $1", [id]),
      ).rejects.toThrow(/permission denied|fixed from its approval/);
  });

  test("a poll that is withdrawn forgets its ballots, and has no result", async () => {
    const id = await createPoll(services, officers, AT, { results: "after-closing", mayChange: false });
    for (const person of await createVoters(12)) await vote(services, id, person, { first: "wide" }, DURING);
    await countPoll(services, id, DURING);
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, id, DURING);
    await advancePolls(services, DURING);
    expect(await ballotsOf(id)).toEqual([]);
    await expect(readResults(database.db, FIRST_SPACE, id)).rejects.toMatchObject({ code: "not-found" });
    expect(await rowsOf("select 1 from duty where matter_id = $1", id)).toEqual([]);
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });
});

describe("who took part and what was chosen", () => {
  const keyOf = async (id: number) =>
    (
      await rowsOf(
        "select wrapped, destroyed_at from data_key join poll on data_key_id = id where matter_id = $1",
        id,
      )
    )[0];

  test("share nothing in a dump once a poll that may not be changed is counted, of a lone voter either", async () => {
    const id = await createPoll(services, officers, AT, { mayChange: false, results: "after-closing" });
    const [lone = 0] = await createVoters(1);
    const before = await dumpText();
    await vote(services, id, lone, { first: "bikes", route: "둘도 없는 물길을 따라" }, DURING);
    await countPoll(services, id, DURING);
    // While it waits it is sealed: of the same size whatever was chosen, and unreadable without the key.
    const [waiting] = await ballotsOf(id);
    const { definition } = await getPoll(database.db, FIRST_SPACE, id);
    expect(waiting.sealed).toHaveLength(ballotBytes(definition) + 28);
    expect(await dumpText()).not.toContain("둘도 없는");
    await advancePolls(services, AFTER);
    expect(await keyOf(id)).toMatchObject({ wrapped: null, destroyed_at: AFTER });
    const dump = await dumpText();
    expect(dump).toContain("둘도 없는 물길을 따라");
    // Every row that is new and names the voter says only that they took part.
    const known = new Set(before.split("\n"));
    const named = dump
      .split("\n")
      .filter(
        (line) => !known.has(line) && new RegExp(`\\b${lone}\\b`).test(line) && !line.startsWith("select"),
      );
    expect(named.filter((line) => !/^\('?\d/.test(line))).toEqual([]);
    expect(await rowsOf("select matter_id from support where person_id = $1", lone)).toEqual([
      { matter_id: id },
    ]);
    for (const table of ["poll", "poll_text", "event", "duty"])
      expect(
        await rowsOf(
          `select 1 from ${table} as row where matter_id = $1 and (to_jsonb(row) - 'matter_id' - 'seq' - 'id')::text ~ $2`,
          id,
          `"(person|holder)_id"`,
        ),
        table,
      ).toEqual([]);
  });

  test("of a poll that may be changed go apart with its close: ballots and key are gone", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createVoters(3);
    for (const person of people) await vote(services, id, person, { first: "trees" }, DURING);
    await countPoll(services, id, DURING);
    const poll = await getPoll(database.db, FIRST_SPACE, id);
    const own = await readOwnBallot(services, poll, people[0] ?? 0);
    expect(own?.answers).toEqual({ first: "trees" });
    await advancePolls(services, AFTER);
    expect(await ballotsOf(id)).toEqual([]);
    expect(await keyOf(id)).toMatchObject({ wrapped: null });
    const later = await readOwnBallot(services, await getPoll(database.db, FIRST_SPACE, id), people[0] ?? 0);
    expect(later).toMatchObject({ receipt: own?.receipt, answers: null });
  });

  test("a ballot that was put in another's place does not open", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createVoters(10);
    for (const person of people) await vote(services, id, person, { first: "trees" }, DURING);
    // In the place of all others, so that there is one among any five.
    await database.pool.query(
      `update ballot set sealed = (select sealed from ballot where matter_id = $1 and holder_id = $2)
       where matter_id = $1 and holder_id <> $2`,
      [id, people[0]],
    );
    await expect(countPoll(services, id, DURING)).rejects.toThrow();
    await withdrawPoll(database.db, officers.writer, FIRST_SPACE, id, DURING);
    await advancePolls(services, DURING);
  });

  async function dumpText(): Promise<string> {
    let dump = "";
    for await (const statement of dumpRows(database.owner.pool)) dump += `${statement}\n`;
    return dump;
  }
});

describe("in several processes", () => {
  const race = (act: string, at: Date, ...numbers: (number | undefined)[]) =>
    spawn(
      process.execPath,
      [
        programOf("tests/support/poll-process.ts"),
        database.url,
        act,
        at.toISOString(),
        ...numbers.map(String),
      ],
      {
        cwd: resolve(import.meta.dirname, ".."),
        stdio: ["ignore", "pipe", "inherit"],
      },
    );

  test("500 ballots with changes, from two at once, end with the right sums", async () => {
    const id = await createPoll(services, officers, AT);
    const people = await createPersons(database.db, 500);
    const start = () => once(race("vote", DURING, id, people[0], people.at(-1)), "exit");
    expect(await Promise.all([start(), start()])).toEqual([
      [0, null],
      [0, null],
    ]);
    await advancePolls(services, AFTER);
    const results = await readResults(database.db, FIRST_SPACE, id);
    expect(results).toMatchObject({ participants: 500, tookPart: 500, final: true });
    // Each changed what they said three times, and ended with the choice that their number gives.
    const expected = Object.fromEntries(
      CHOICES.map((choice, place) => [choice, people.filter((person) => person % 3 === place).length]),
    );
    expect(results.questions[0]?.counts).toEqual(expected);
    expect(await verifyLedger(database.db, LEDGER_CHECKS, FIRST_SPACE)).toMatchObject({ holds: true });
  });

  test.each([
    ["live", true],
    ["live", false],
    ["after-closing", false],
  ])(
    "killed with -9 anywhere while it counts, %s, may be changed %s: nothing is lost or counted twice",
    async (results, mayChange) => {
      const id = await createPoll(services, officers, AT, { results, mayChange });
      const people = await createVoters(40);
      for (const [index, person] of people.entries()) {
        await vote(services, id, person, { first: CHOICES[index % 3] }, DURING);
        if (index % 8 === 7) {
          const child = race("count-and-die", DURING, id, index);
          const [, signal] = await once(child, "exit");
          expect(signal).toBe("SIGKILL");
        }
      }
      for (let statement = 0; statement < 12; statement += 3) {
        const child = race("end-and-die", AFTER, id, statement);
        await once(child, "exit");
      }
      await advancePolls(services, AFTER);
      expect(await readResults(database.db, FIRST_SPACE, id)).toMatchObject({
        participants: 40,
        questions: [{ counts: { wide: 14, trees: 13, bikes: 13 } }, {}, {}, {}, {}, {}],
      });
    },
  );
});
