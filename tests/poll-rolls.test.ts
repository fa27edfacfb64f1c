import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import { countPoll } from "#app/domain/kinds/poll/count-ballots.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { readResults } from "#app/domain/kinds/poll/read-results.ts";
import { readTurnout } from "#app/domain/kinds/poll/read-turnout.ts";
import { FEWEST_TOGETHER, resultOf } from "#app/domain/kinds/poll/results.ts";
import { Counter, readTally } from "#app/domain/kinds/poll/tally.ts";
import { FEWEST_OF_DISTRICT, unitTurnout } from "#app/domain/kinds/poll/turnout.ts";
import type { PollShown } from "#db/tables/poll-definition.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createSigners, signer } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, DAY, type Officers, pollServices, vote } from "./support/polls.ts";
import { type MadeEntry, makeRoll } from "./support/rolls.ts";

const AT = new Date("2026-03-02T03:00:00Z");
const DURING = new Date(AT.getTime() + 60_000);
/** Five past midnight in Seoul, a day after the opening. */
const NIGHT = new Date("2026-03-02T15:05:00Z");
const AFTER = new Date(AT.getTime() + 10 * DAY + 1);

describe("one person's entries in a tally", () => {
  const ask = {
    id: "ask",
    type: "single" as const,
    title: { ko: "물음" },
    required: true,
    drawnOrder: false,
    choices: [
      { id: "yes", title: { ko: "예" } },
      { id: "no", title: { ko: "아니요" } },
    ],
  };
  const poll = { pages: [{ questions: [ask] }] };
  const unitsOf = (shown: PollShown) =>
    shown.breakdowns
      .find(({ by }) => by === "unit")
      ?.questions[0]?.groups.map(({ of, participants }) => [of, participants]);
  /** So many people of a unit with so many entries each. */
  const add = (counter: Counter, unit: string | null, people: number, entries: number) => {
    for (let entry = 0; entry < people * entries; entry += 1)
      counter.add(
        { ask: "yes" },
        { facts: { district: "a", unit, age: "", day: "2026-03-02" }, isPerson: entry % entries === 0 },
      );
  };

  test.each([
    ["of one unit", (counter: Counter) => add(counter, "101", 1, 10), [[null, 18]]],
    [
      // A unit of which only other entries of theirs are has nobody by itself.
      "of five units, one of each",
      (counter: Counter) => {
        for (const unit of ["101", "102", "103", "104", "105"])
          counter.add(
            { ask: "no" },
            { facts: { district: "a", unit, age: "", day: "2026-03-02" }, isPerson: unit === "101" },
          );
      },
      [[null, 13]],
    ],
  ])("are no group, %s", (_, addTheirs, together) => {
    const counter = new Counter(poll);
    add(counter, "109", 20, 1);
    add(counter, "110", 8, 1);
    addTheirs(counter);
    expect(unitsOf(resultOf(poll, counter.tally))).toEqual([["109", 20], ...together]);
    // Neither are ballots that an older version counted, of which it is not known whose they are.
    const { people: _people, ...all } = counter.tally.all;
    const older = readTally(
      JSON.stringify({ ...counter.tally, all, groups: { ...counter.tally.groups } }),
      true,
    );
    expect(older.all.people).toBe(0);
  });

  test("are no answer of a number by itself, and no breakdown of a question", () => {
    const spend = { id: "ask", type: "number" as const, title: { ko: "몇" }, required: true, min: 0, max: 9 };
    const numbers = { pages: [{ questions: [spend] }] };
    const counter = new Counter(numbers);
    for (let entry = 0; entry < 10; entry += 1)
      counter.add(
        { ask: 7 },
        { facts: { district: "a", unit: "1", age: "", day: "2026-03-02" }, isPerson: entry === 0 },
      );
    const { questions, breakdowns } = resultOf(numbers, counter.tally);
    expect(questions).toMatchObject([{ answered: 10, mean: null, median: null }]);
    for (const { questions: of } of breakdowns) expect(of).toEqual([{ id: "ask", groups: [] }]);
  });

  test("there is no breakdown by unit where some have no unit of a roll", () => {
    const counter = new Counter(poll);
    add(counter, "109", 20, 1);
    add(counter, null, 1, 1);
    expect(resultOf(poll, counter.tally).breakdowns.map(({ by }) => by)).toEqual(["district", "age", "day"]);
  });
});

test("turnout by unit adds up, and shows no unit of fewer than ten people, however many entries are theirs", () => {
  const counts = { a: 30, b: 25, c: 12, "": 2, gone: 11 };
  const people = { a: 30, b: 1, c: 12, "": 2, gone: 11 };
  expect(unitTurnout(["a", "b", "c", "d"], { counts, people })).toEqual({
    count: 80,
    shown: [
      { of: "a", count: 30 },
      { of: "c", count: 12 },
    ],
    others: { of: ["b", "d", "gone", ""], count: 38 },
  });
});

describe("a poll of a roll", () => {
  let database: TestDatabase;
  let services: PollServices;
  let officers: Officers;

  beforeAll(async () => {
    database = await createTestDatabase();
    services = pollServices(database.db);
    officers = await createOfficers(database.db);
  });
  afterAll(() => database.close());

  const createPeople = (count: number) =>
    createSigners(
      database.db,
      services.seal,
      Array.from({ length: count }, (_, index) => signer(index)),
    );
  const resultsOf = (id: number) => readResults(database.db, FIRST_SPACE, id);
  const placesOf = async (id: number, now: Date) =>
    (await readTurnout(database.db, await directoryOf(database.db), id, now))?.places;
  let labels = 0;
  const entriesOf = (personId: number, count: number, unit: string): MadeEntry[] =>
    Array.from({ length: count }, () => {
      labels += 1;
      return { label: `${labels}`, personId, unit };
    });
  async function pollOf(entries: MadeEntry[], change: object) {
    const { code, id: rollId } = await makeRoll(database.db, entries);
    return { rollId, id: await createPoll(services, officers, AT, { who: { roll: code }, ...change }) };
  }

  test.each([
    [true, 5],
    [true, 10],
    [false, 5],
    [false, 10],
  ])("no total moves by one person's entries (changeable: %s, %d entries)", async (mayChange, entries) => {
    const people = await createPeople(10);
    const [many = 0, ...others] = people;
    const { id } = await pollOf(
      [...entriesOf(many, entries, "101"), ...others.flatMap((one) => entriesOf(one, 1, "102"))],
      { mayChange },
    );
    await vote(services, id, many, { first: "wide", spend: 7 }, DURING);
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false });
    for (const one of others.slice(0, -1)) await vote(services, id, one, { first: "trees" }, DURING);
    // Nine people, and many more ballots.
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false });
    expect(await resultsOf(id)).toMatchObject({ participants: 0, tookPart: entries + 8 });
    await vote(services, id, others.at(-1) ?? 0, { first: "trees" }, DURING);
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: true });
    // Five people are counted: theirs are among them whole or not at all.
    const live = await resultsOf(id);
    expect([FEWEST_TOGETHER, entries + 4]).toContain(live.participants);
    expect(live.questions.find((one) => one.id === "spend")).toMatchObject({ mean: null, median: null });
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false });

    await advancePolls(services, AFTER);
    const last = await resultsOf(id);
    expect(last).toMatchObject({ participants: entries + 9, tookPart: entries + 9, final: true });
    expect(last.questions[0]?.counts).toEqual({ wide: entries, trees: 9, bikes: 0 });
    expect(last.breakdowns.map(({ by }) => by)).toEqual(["district", "unit", "age", "day"]);
    for (const { questions } of last.breakdowns)
      for (const { id: question, groups } of questions) {
        const sum = groups.reduce((all, group) => all + group.participants, 0);
        // Only they answered the others.
        expect(sum).toBe(question === "first" ? entries + 9 : 0);
        for (const { counts } of groups) if (question === "first") expect(counts.trees).toBeGreaterThan(3);
      }
    const byUnit = last.breakdowns.find(({ by }) => by === "unit");
    expect(byUnit?.questions[0]?.groups.map(({ of }) => of)).toEqual([null]);
  });

  test("an entry that changed hands waits for the close: its ballot may be of who acts for others too", async () => {
    const people = await createPeople(10);
    const { id, rollId } = await pollOf(
      people.flatMap((one) => entriesOf(one, 1, "101")),
      {},
    );
    for (const one of people) await vote(services, id, one, { first: "wide" }, DURING);
    const [buyer = 0, ...sellers] = people;
    const pass = (from: number[], to: number) =>
      database.pool.query("update roll_entry set person_id = $1 where roll_id = $2 and person_id = any($3)", [
        to,
        rollId,
        from,
      ]);
    await pass(sellers.slice(0, 6), buyer);
    await vote(services, id, buyer, { first: "bikes" }, DURING);
    expect(await countPoll(services, id, DURING)).toMatchObject({ shown: false });
    await advancePolls(services, AFTER);
    // Seven ballots of one person and three of others: four people are no group.
    const last = await resultsOf(id);
    expect(last.questions[0]?.counts).toEqual({ wide: 3, trees: 0, bikes: 7 });
    for (const { questions } of last.breakdowns) expect(questions[0]?.groups).toEqual([]);
  });

  test("turnout is by its units, ten people at a time, and adds up to all ballots at the close", async () => {
    const [many = 0, ...others] = await createPeople(41);
    const first = others.slice(0, 20);
    const second = others.slice(20);
    const { id } = await pollOf(
      [
        ...entriesOf(many, 30, "101"),
        ...first.flatMap((one) => entriesOf(one, 1, "102")),
        ...second.flatMap((one) => entriesOf(one, 1, "103")),
      ],
      {},
    );
    await vote(services, id, many, { first: "wide" }, DURING);
    for (const one of first.slice(0, 18)) await vote(services, id, one, { first: "wide" }, DURING);
    // Nineteen people took part: nine and ten.
    await advancePolls(services, NIGHT);
    expect(await placesOf(id, NIGHT)).toBeNull();
    for (const one of [...first.slice(18), ...second])
      await vote(services, id, one, { first: "wide" }, new Date(NIGHT.getTime() + DAY / 2));
    const next = new Date(NIGHT.getTime() + DAY);
    await advancePolls(services, next);
    // All but the last ten: thirty entries of one person, twenty and ten.
    expect(await placesOf(id, next)).toMatchObject({
      by: "unit",
      count: 60,
      final: false,
      shown: [{ of: "102", count: 20 }],
      others: { of: ["101", "103"], count: 40 },
    });
    await advancePolls(services, AFTER);
    const places = await placesOf(id, AFTER);
    expect(places).toMatchObject({
      count: 70,
      final: true,
      shown: [{ of: "103", count: 20 }],
      others: { of: ["101", "102"], count: 50 },
    });
    for (const { count } of places?.shown ?? []) expect(count).toBeGreaterThanOrEqual(FEWEST_OF_DISTRICT);
    const byUnit = (await resultsOf(id)).breakdowns.find(({ by }) => by === "unit");
    expect(byUnit?.questions[0]?.groups.reduce((sum, group) => sum + group.participants, 0)).toBe(70);
  });
});
