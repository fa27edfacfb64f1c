import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advancePolls } from "#app/domain/kinds/poll/advance-polls.ts";
import type { PollServices } from "#app/domain/kinds/poll/poll-services.ts";
import { readTurnout, readTurnoutHours, type Turnout } from "#app/domain/kinds/poll/read-turnout.ts";
import {
  beginOf,
  districtTurnout,
  FEWEST_OF_DISTRICT,
  leaderboardOf,
  turnoutScale,
  wholeHours,
} from "#app/domain/kinds/poll/turnout.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { createTestDatabase, directoryOf, type TestDatabase } from "./support/database.ts";
import { createSigners, signer } from "./support/drives.ts";
import { FIRST_SPACE } from "./support/first-space.ts";
import { createOfficers, createPoll, DAY, type Officers, pollServices, vote } from "./support/polls.ts";

const HOUR = 60 * 60 * 1000;
/** At noon in Seoul. */
const AT = new Date("2026-03-02T03:00:00Z");
const later = (milliseconds: number) => new Date(AT.getTime() + milliseconds);
/** Five past midnight in Seoul, so many days after the opening. */
const night = (days: number) => later((days - 1) * DAY + 12 * HOUR + 5 * 60_000);
const AFTER = later(10 * DAY + 1);

describe("from where people took part", () => {
  const CODES = ["garam", "nuri", "dasom", "raon"];
  const anyone = { residents: false };
  const residents = { residents: true };

  test.each([
    [
      "one person of a district is neither shown nor what the others leave of the whole",
      { garam: 40, nuri: 30, dasom: 20, raon: 1 },
      {
        count: 91,
        shown: [
          { of: "garam", count: 40 },
          { of: "nuri", count: 30 },
        ],
        others: { of: ["dasom", "raon"], count: 21 },
      },
    ],
    [
      "two small ones that are enough together",
      { garam: 40, nuri: 30, dasom: 8, raon: 3 },
      {
        count: 81,
        shown: [
          { of: "garam", count: 40 },
          { of: "nuri", count: 30 },
        ],
        others: { of: ["dasom", "raon"], count: 11 },
      },
    ],
    [
      "all large",
      { garam: 40, nuri: 30, dasom: 10, raon: 12 },
      {
        count: 92,
        shown: [
          { of: "garam", count: 40 },
          { of: "nuri", count: 30 },
          { of: "dasom", count: 10 },
          { of: "raon", count: 12 },
        ],
        others: null,
      },
    ],
    ["nobody enough", { garam: 9, nuri: 9, dasom: 9, raon: 9 }, null],
    ["none at all", {}, null],
  ])("of residents: %s", (_, counts, shown) => {
    expect(districtTurnout(residents, CODES, { counts })).toEqual(shown);
  });

  test("who lives elsewhere is one of the parts, also where nobody does yet", () => {
    const counts = { garam: 40, nuri: 30, dasom: 10, raon: 12 };
    expect(districtTurnout(anyone, CODES, { counts })).toMatchObject({
      others: { of: ["dasom", ""], count: 10 },
    });
    expect(districtTurnout(anyone, CODES, { counts: { ...counts, "": 15 } })?.shown.at(-1)).toEqual({
      of: "",
      count: 15,
    });
  });

  test("of a poll that asks some districts it is those, and of one alone there is nothing to tell", () => {
    const counts = { garam: 40, nuri: 30 };
    const some = { residents: true, districts: ["garam", "nuri"] };
    expect(districtTurnout(some, CODES, { counts })?.shown).toHaveLength(2);
    expect(
      districtTurnout({ residents: true, districts: ["garam"] }, CODES, { counts: { garam: 40 } }),
    ).toBeNull();
  });

  test("whatever came: the parts add up, and none is of fewer than ten, those together neither", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }), fc.nat(20), (numbers, elsewhere) => {
        const counts = {
          ...Object.fromEntries(CODES.map((code, i) => [code, numbers[i] ?? 0])),
          "": elsewhere,
        };
        const turnout = districtTurnout(anyone, CODES, { counts });
        if (!turnout) return;
        const total = [...numbers, elsewhere].reduce((sum, one) => sum + one, 0);
        const shown = turnout.shown.reduce((sum, { count }) => sum + count, 0);
        expect([turnout.count, shown + (turnout.others?.count ?? 0)]).toEqual([total, total]);
        for (const { count } of turnout.shown) expect(count).toBeGreaterThanOrEqual(FEWEST_OF_DISTRICT);
        if (turnout.others) expect(turnout.others.count).toBeGreaterThanOrEqual(FEWEST_OF_DISTRICT);
      }),
    );
  });

  test("the leaderboard goes by residents, and has nobody of whom they are not known", () => {
    const shown = ["garam", "nuri", "dasom"].map((of) => ({ of, count: 30 }));
    const known = new Map([
      ["garam", 70_000],
      ["nuri", 20_000],
    ]);
    expect(leaderboardOf({ shown }, known)).toEqual([
      { of: "nuri", count: 30, perThousand: 1.5 },
      { of: "garam", count: 30, perThousand: 0.43 },
    ]);
  });
});

describe("when people took part", () => {
  test.each([
    ["its first minute, by the hour", 60_000, 1, 1],
    ["two days less an hour, by the hour", 47 * HOUR, 1, 48],
    ["from the third day on, by the day in Seoul", 48 * HOUR, 24, 3],
    ["ten days", 10 * DAY, 24, 11],
    ["more than two months, by the week", 62 * DAY, 168, 9],
    ["more than sixty weeks, by two of them", 500 * DAY, 336, 36],
  ])("%s", (_, after, hours, steps) => {
    const scale = turnoutScale(later(20 * 60_000), later(after), true);
    expect([scale.hours, scale.steps]).toEqual([hours, steps]);
    const end = beginOf(scale, scale.steps);
    expect(end > later(after) && beginOf(scale, scale.steps - 1) <= later(after)).toBe(true);
  });

  test.each([
    ["an hour", HOUR, 1, 1, 2],
    ["a midnight", 4 * DAY + 12 * HOUR, 24, 5, 6],
  ])("what closes with %s has no step after it", (_, after, hours, closed, open) => {
    expect(turnoutScale(AT, later(after), false)).toMatchObject({ hours, steps: closed });
    expect(turnoutScale(AT, later(after), true)).toMatchObject({ hours, steps: open });
  });

  test("a day begins at midnight in Seoul", () => {
    expect(turnoutScale(AT, later(5 * DAY), true).from).toEqual(new Date("2026-03-01T15:00:00Z"));
  });

  test("whole hours are those of the clock", () => {
    const opened = later(50 * 60_000);
    expect([59, 60, 119, 120].map((minutes) => wholeHours(opened, later(minutes * 60_000)))).toEqual([
      0, 1, 1, 2,
    ]);
  });
});

describe("of a poll", () => {
  let database: TestDatabase;
  let services: PollServices;
  let officers: Officers;
  let directory: Directory;
  let codes: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    services = pollServices(database.db);
    officers = await createOfficers(database.db);
    directory = await directoryOf(database.db);
    codes = directory.districts.map(({ code }) => code);
  });
  afterAll(() => database.close());

  const turnoutOf = (id: number, now: Date) => readTurnout(database.db, directory, id, now);
  const sumOf = (turnout: Turnout | null) => turnout?.steps.reduce((sum, { count }) => sum + count, 0);
  /** So many of a district take part at a time. */
  async function come(id: number, of: string | null, count: number, at: Date) {
    const people = await createSigners(
      database.db,
      services.seal,
      Array.from({ length: count }, (_, index) => signer(index, { district: of })),
    );
    for (const person of people) await vote(services, id, person, { first: "wide" }, at, of);
  }

  test("by day, adding up to all who took part, also while its results wait for the close", async () => {
    const id = await createPoll(services, officers, AT, { results: "after-closing" });
    expect(await turnoutOf(id, later(HOUR))).toBeNull();
    await come(id, null, 3, later(HOUR));
    await come(id, null, 4, later(26 * HOUR));
    await advancePolls(services, later(26 * HOUR));
    // The hours of its first two days, then days.
    const hours = await turnoutOf(id, later(27 * HOUR));
    expect([hours?.hours, hours?.steps[1]?.count, hours?.steps[26]?.count]).toEqual([1, 3, 4]);
    await come(id, null, 5, later(3 * DAY));
    await advancePolls(services, AFTER);
    const days = await turnoutOf(id, AFTER);
    expect(days?.steps.map(({ count }) => count)).toEqual([3, 4, 0, 5, 0, 0, 0, 0, 0, 0, 0]);
    expect(sumOf(days)).toBe(12);
    expect(await readTurnoutHours(database.db, FIRST_SPACE, id)).toEqual([
      { hour: "2026-03-02T04:00Z", count: 3 },
      { hour: "2026-03-03T05:00Z", count: 4 },
      { hour: "2026-03-05T03:00Z", count: 5 },
    ]);
  });

  test("against those that its office closed before, after the same time", async () => {
    const space = await createTestDatabase();
    try {
      const own = pollServices(space.db);
      const people = await createOfficers(space.db);
      const here = await directoryOf(space.db);
      const comeTo = async (id: number, count: number, at: Date) => {
        const voters = await createSigners(
          space.db,
          own.seal,
          Array.from({ length: count }, (_, i) => signer(i)),
        );
        for (const person of voters) await vote(own, id, person, { first: "wide" }, at);
      };
      const [first, second, mock] = [
        await createPoll(own, people, AT),
        await createPoll(own, people, later(HOUR)),
        await createPoll(own, people, AT, { purpose: "mock" }),
      ];
      await comeTo(first, 4, later(10 * 60_000));
      await comeTo(first, 2, later(90 * 60_000));
      await comeTo(second, 1, later(HOUR));
      await advancePolls(own, later(30 * DAY));
      const begun = later(40 * DAY);
      const id = await createPoll(own, people, begun);
      await comeTo(id, 3, new Date(begun.getTime() + 1));
      const now = new Date(begun.getTime() + HOUR);
      await advancePolls(own, now);
      const turnout = await readTurnout(space.db, here, id, now);
      // 4 + 1 in the first hour, 2 + 0 in the second, of two polls.
      expect(turnout?.steps.map(({ count, earlier }) => [count, earlier])).toEqual([
        [3, 2.5],
        [0, 1],
      ]);
      expect(turnout).toMatchObject({ earlierPolls: 2, against: { here: 3, earlier: 3 } });
      expect((await readTurnout(space.db, here, first, now))?.against).toBeNull();
      expect(await readTurnout(space.db, here, mock, now)).toBeNull();
    } finally {
      await space.close();
    }
  });

  test("one person is not betrayed by where they are from: not at once, nor by two moments, nor by the rest", async () => {
    const [garam = "", nuri = "", dasom = "", ...others] = codes;
    const id = await createPoll(services, officers, AT, { who: { residents: true } });
    for (const of of [garam, nuri, ...others]) await come(id, of, 12, later(HOUR));
    const enough = 12 * (others.length + 2);
    await advancePolls(services, later(HOUR));
    // A naive table shows them with the live count.
    expect((await turnoutOf(id, later(HOUR)))?.places).toBeNull();
    await advancePolls(services, night(1));
    const first = (await turnoutOf(id, night(1)))?.places;
    expect(first).toMatchObject({ count: enough - FEWEST_OF_DISTRICT, final: false });
    // Up to the midnight that ended the day.
    expect(first).toMatchObject({ at: "2026-03-02T15:00:00.000Z", day: "2026-03-02" });

    // The next day one person comes, of a district from which nobody came: a naive table has them, or the rest of it.
    await come(id, dasom, 1, later(DAY));
    await advancePolls(services, later(DAY));
    expect((await turnoutOf(id, later(DAY)))?.places).toEqual(first);
    await advancePolls(services, night(2));
    expect((await turnoutOf(id, night(2)))?.places).toEqual(first);

    // With nine more it is counted anew, without the last ten; at the close with them.
    await come(id, nuri, 19, later(2 * DAY));
    await advancePolls(services, night(3));
    const second = (await turnoutOf(id, night(3)))?.places;
    expect(second?.count).toBe(enough + 10);
    await advancePolls(services, AFTER);
    const last = (await turnoutOf(id, AFTER))?.places;
    expect(last).toMatchObject({ count: enough + 20, final: true });
    for (const shown of [first, second, last]) {
      expect(shown?.shown.map(({ of }) => of)).not.toContain(dasom);
      expect(shown?.others?.count).toBeGreaterThanOrEqual(FEWEST_OF_DISTRICT);
    }
  });

  test.each([
    ["nothing of its districts", "delete from poll_district_turnout where matter_id = $1"],
    [
      "what the night before had",
      `update poll_district_turnout set counts = '{}', people = null, serial = 0, counted_at = counted_at - interval '1 day'
       where matter_id = $1`,
    ],
  ])("a poll that another version ended with %s has all of them at the next run", async (_, lose) => {
    const [garam = "", nuri = ""] = codes;
    const id = await createPoll(services, officers, AT, {
      who: { residents: true, districts: [garam, nuri] },
    });
    for (const of of [garam, nuri]) await come(id, of, 12, later(HOUR));
    await advancePolls(services, AFTER);
    const whole = (await turnoutOf(id, AFTER))?.places;
    expect(whole?.shown.map(({ count }) => count)).toEqual([12, 12]);
    await database.pool.query(lose, [id]);
    expect((await turnoutOf(id, AFTER))?.places).toBeNull();
    await advancePolls(services, AFTER);
    expect((await turnoutOf(id, AFTER))?.places).toEqual(whole);
  });

  test("who moves is not seen to leave", async () => {
    const [garam = "", nuri = ""] = codes;
    const id = await createPoll(services, officers, AT, {
      who: { residents: true, districts: [garam, nuri] },
    });
    for (const of of [garam, nuri]) await come(id, of, 20, later(HOUR));
    await advancePolls(services, night(1));
    const counts = async (now: Date) => (await turnoutOf(id, now))?.places?.shown.map(({ count }) => count);
    expect(await counts(night(1))).toEqual([20, 10]);
    await database.pool.query("update person set district = $2 where district = $1", [garam, nuri]);
    await come(id, nuri, 10, later(DAY));
    await advancePolls(services, night(2));
    expect(await counts(night(2))).toEqual([20, 20]);
  });

  test("districts are ranked where the poll says so, by the residents known when it opened", async () => {
    const [garam = "", nuri = ""] = codes;
    const who = { residents: true, districts: [garam, nuri] };
    const plain = await createPoll(services, officers, AT, { who });
    const ranked = await createPoll(services, officers, AT, { who, leaderboard: true });
    for (const id of [plain, ranked])
      for (const [of, count] of [
        [garam, 20],
        [nuri, 30],
      ] as const)
        await come(id, of, count, later(HOUR));
    await advancePolls(services, AFTER);
    await database.pool.query("delete from electorate where space_id = $1", [FIRST_SPACE]);
    const publish = (asOf: string, publishedOn: string, population: number) =>
      database.pool.query(
        `insert into electorate (space_id, as_of, district, eligible, population, published_on)
         values ($1, $2, null, 9, $3 * 3, $4), ($1, $2, $5, 9, $3, $4), ($1, $2, $6, 9, $3 * 2, $4)`,
        [FIRST_SPACE, asOf, population, publishedOn, garam, nuri],
      );
    expect((await turnoutOf(ranked, AFTER))?.leaderboard).toBeNull();
    await publish("2025-12-31", "2026-01-10", 10_000);
    await publish("2026-12-31", "2026-03-03", 1_000);
    expect((await turnoutOf(ranked, AFTER))?.leaderboard).toEqual({
      asOf: "2025-12-31",
      rows: [
        { of: garam, count: 20, perThousand: 2 },
        { of: nuri, count: 30, perThousand: 1.5 },
      ],
    });
    expect((await turnoutOf(plain, AFTER))?.leaderboard).toBeNull();
  });
});
