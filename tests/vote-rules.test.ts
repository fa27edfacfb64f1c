import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { decideOutcome } from "#app/domain/kinds/vote/decide-outcome.ts";
import { definitionSchema } from "#app/domain/kinds/vote/definition.ts";
import { countSchema } from "#app/domain/kinds/vote/enter-counts.ts";
import { boundUntil, objectionSignatures, objectionsUntil } from "#app/domain/kinds/vote/vote-law.ts";
import { electionPauses, votingDay } from "#app/domain/kinds/vote/voting-day.ts";
import { readStatuteSeed } from "./support/drives.ts";
import { VOTE_CONTENT, VOTE_DIRECTORY } from "./support/votes.ts";

const statute = (await readStatuteSeed()).find(({ code }) => code === "residents-vote");
if (!statute?.vote) throw new Error("The law of residents' votes says nothing of votes.");
const law = statute.vote;

describe("a vote is held on the first Wednesday at least 23 days from its notice", () => {
  test.each([
    // notice, the first day that is far enough, the Wednesday
    ["2026-11-01", "2026-11-24", "2026-11-25"],
    ["2026-11-02", "2026-11-25", "2026-11-25"],
    ["2026-11-03", "2026-11-26", "2026-12-02"],
    // over the end of a year: 23 December is a Wednesday two days before Christmas, 30 December two before New Year
    ["2026-11-30", "2026-12-23", "2026-12-23"],
    ["2026-12-07", "2026-12-30", "2026-12-30"],
    ["2026-12-10", "2027-01-02", "2027-01-06"],
    // through a leap day and beside none
    ["2028-02-07", "2028-03-01", "2028-03-08"],
    ["2028-02-10", "2028-03-04", "2028-03-08"],
    ["2027-02-08", "2027-03-03", "2027-03-03"],
  ])("announced on %s: not before %s, so on %s", (noticedOn, earliest, day) => {
    expect(votingDay(law, noticedOn, [], [])).toMatchObject({ earliest, day });
  });

  test.each([
    // Liberation Day 2028 is a Tuesday: the Wednesday beside it gives way
    ["2028-07-20", "2028-08-23", [["2028-08-16", "beside-holiday"]]],
    // Chuseok 2027: Tuesday to Thursday
    ["2027-08-20", "2027-09-22", [["2027-09-15", "holiday"]]],
    // Seollal 2026: Monday to Wednesday
    ["2026-01-24", "2026-02-25", [["2026-02-18", "holiday"]]],
    // Chuseok 2028, its substitute, and Foundation Day: the Wednesday itself
    ["2028-09-09", "2028-10-11", [["2028-10-04", "holiday"]]],
  ])("a holiday, or a day beside one, is passed over: %s → %s", (noticedOn, day, passed) => {
    const found = votingDay(law, noticedOn, [], []);
    expect([found.day, found.passedOver.map((one) => [one.day, one.why])]).toEqual([day, passed]);
  });

  test("two weeks in a row give way where both must; a day off that was added after the notice does not count", () => {
    const off = (day: string, addedOn: string) => ({ day, addedOn });
    const both = [off("2026-11-25", "2026-10-01"), off("2026-12-03", "2026-10-01")];
    expect(votingDay(law, "2026-11-01", [], both).day).toBe("2026-12-09");
    expect(votingDay(law, "2026-11-01", [], [off("2026-11-25", "2026-11-02")]).day).toBe("2026-11-25");
  });

  test("sixty days before an election do not count, and none of them is a voting day", () => {
    const pauses = electionPauses(law, [{ from: "2026-05-21", until: "2026-06-03" }]);
    expect(pauses).toEqual([{ from: "2026-04-04", until: "2026-06-03" }]);
    // The last day that is far enough lies before the pause, the Wednesday after it within
    expect(votingDay(law, "2026-03-11", pauses, [])).toEqual({
      day: "2026-06-10",
      earliest: "2026-04-03",
      passedOver: ["2026-04-08", "2026-04-15", "2026-04-22", "2026-04-29", "2026-05-06", "2026-05-13"]
        .concat(["2026-05-20", "2026-05-27", "2026-06-03"])
        .map((day) => ({ day, why: "election" })),
    });
    // ten days before the pause, thirteen after
    expect(votingDay(law, "2026-03-24", pauses, [])).toMatchObject({
      earliest: "2026-06-16",
      day: "2026-06-17",
    });
  });

  test("it is always a Wednesday, at least 23 days on", () => {
    const days = fc.date({ min: new Date("2024-01-01"), max: new Date("2032-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const noticedOn = date.toISOString().slice(0, 10);
        const day = new Date(votingDay(law, noticedOn, [], []).day);
        const notice = new Date(noticedOn);
        expect(day.getUTCDay()).toBe(3);
        expect((day.getTime() - notice.getTime()) / 86_400_000).toBeGreaterThanOrEqual(23);
      }),
    );
  });
});

describe("what the law makes of a count", () => {
  test.each([
    // eligible, first, second, invalid → outcome
    ["one short of a quarter", 400_000, 60_000, 39_999, 0, "neither", "turnout"],
    ["exactly a quarter", 400_000, 60_000, 40_000, 0, "first", null],
    ["one more", 400_000, 60_000, 40_001, 0, "first", null],
    ["a quarter is no whole number: 100,001 of 400,001", 400_001, 60_000, 40_000, 0, "neither", "turnout"],
    ["the next whole one is enough", 400_001, 60_000, 40_001, 0, "first", null],
    ["invalid ballots count for the turnout", 400_000, 40_000, 30_000, 30_000, "first", null],
    ["a tie", 400_000, 50_000, 50_000, 0, "neither", "tie"],
    ["one more than half", 400_000, 50_001, 50_000, 0, "first", null],
    ["one less", 400_000, 50_000, 50_001, 0, "second", null],
    ["nothing but invalid ballots", 4, 0, 0, 1, "neither", "tie"],
    ["nobody came", 4, 0, 0, 0, "neither", "turnout"],
    ["one of four", 4, 0, 1, 0, "second", null],
  ] as const)("%s", (_, eligible, first, second, invalid, outcome, because) => {
    const ballots = first + second + invalid;
    expect(decideOutcome(law, eligible, { ballots, first, second, invalid })).toMatchObject({
      outcome,
      because,
    });
  });

  test("one side at most is adopted, and only with more than half of the valid votes and a quarter at the polls", () => {
    const figure = fc.nat(3_000_000);
    fc.assert(
      fc.property(figure, figure, figure, figure, (first, second, invalid, absent) => {
        const ballots = first + second + invalid;
        const eligible = ballots + absent + 1;
        const { outcome, majority } = decideOutcome(law, eligible, { ballots, first, second, invalid });
        const adopted = ballots * 4 >= eligible && first !== second;
        expect(outcome).toBe(adopted ? (first > second ? "first" : "second") : "neither");
        if (outcome !== "neither") expect({ first, second }[outcome]).toBeGreaterThanOrEqual(majority);
      }),
    );
  });
});

test("it binds for two years, and can be objected to for fourteen days by a hundredth", () => {
  const published = new Date("2026-11-25T23:00:00+09:00");
  expect(boundUntil(law, published).toISOString()).toBe("2028-11-25T14:59:59.999Z");
  expect(objectionsUntil(law, published, []).toISOString()).toBe("2026-12-09T14:59:59.999Z");
  // 11 December 2026 + 14 days is Christmas, a Friday
  const late = new Date("2026-12-11T10:00:00+09:00");
  expect(objectionsUntil(law, late, []).toISOString()).toBe("2026-12-28T14:59:59.999Z");
  expect([400_000, 400_001, 99].map((eligible) => objectionSignatures(law, eligible))).toEqual([
    4_000, 4_001, 1,
  ]);
});

describe("bad input", () => {
  const faultsOf = (schema: Parameters<typeof parseInput>[0], typed: object) => {
    try {
      parseInput(schema, typed);
      return [];
    } catch (error) {
      if (!isPortalError(error)) throw error;
      return (error.details.faults ?? []).map(({ field, code }) => `${field} ${code}`);
    }
  };
  const schema = definitionSchema(VOTE_DIRECTORY);

  test("what the commission usually writes is taken, places from a table too", () => {
    expect(faultsOf(schema, VOTE_CONTENT)).toEqual([]);
    const tabs = "첫째\t길 1\tHaedong\t1,200\r\n\r\n둘째\t길 2\t\t3";
    expect(parseInput(schema, { ...VOTE_CONTENT, places: tabs }).places).toEqual([
      { name: "첫째", address: "길 1", district: "hae", eligible: 1_200 },
      { name: "둘째", address: "길 2", district: null, eligible: 3 },
    ]);
  });

  test.each([
    ["no title", { title: { ko: "" } }, ["title.ko required"]],
    ["three choices", { form: "three" }, ["form unknown-choice"]],
    ["two choices without names", { form: "two-choices" }, ["first required", "second required"]],
    [
      "two choices of one name",
      { form: "two-choices", first: { ko: "공원" }, second: { ko: "공원" } },
      ["second same-choice"],
    ],
    ["a drive without its number", { by: "drive", drive: "" }, ["drive required"]],
    ["a drive that is none", { by: "drive", drive: "abc" }, ["drive not-a-number"]],
    ["no resolution", { reference: " " }, ["reference required"]],
    ["no such category", { category: "none" }, ["category unknown-choice"]],
    ["a day that is none", { noticedOn: "2026-02-30" }, ["noticedOn not-a-time"]],
    ["hours that end before they begin", { opens: "20:00", closes: "06:00" }, ["closes not-later"]],
    ["an hour that is none", { opens: "25:00" }, ["opens not-a-time"]],
    ["no places", { places: "\n" }, ["places required"]],
    ["a place without voters", { places: "첫째; 길 1; ; 0" }, ["places bad-line"]],
    ["a district that is none", { places: "첫째; 길 1; 달나라; 5" }, ["places bad-line"]],
    ["half a line", { places: "첫째; 길 1" }, ["places bad-line"]],
    ["a place twice", { places: "첫째; 길 1; ; 5\n첫째; 길 2; ; 5" }, ["places twice"]],
    ["a number below zero", { places: "첫째; 길 1; ; -5" }, ["places bad-line"]],
  ])("%s", (_, change, faults) => {
    expect(faultsOf(schema, { ...VOTE_CONTENT, ...change })).toEqual(faults);
  });

  test.each([
    [
      "sums that do not add up",
      { ballots: "10", first: "5", second: "4", invalid: "0" },
      ["ballots not-the-sum"],
    ],
    ["words", { ballots: "ten", first: "5", second: "5", invalid: "0" }, ["ballots not-a-number"]],
    ["below zero", { ballots: "4", first: "5", second: "-1", invalid: "0" }, ["second not-a-number"]],
    [
      "half a vote",
      { ballots: "1", first: "0.5", second: "0.5", invalid: "0" },
      ["first not-a-number", "second not-a-number"],
    ],
    [
      "nothing",
      { ballots: "", first: "", second: "", invalid: "" },
      ["ballots", "first", "second", "invalid"].map((f) => `${f} required`),
    ],
    ["commas of thousands", { ballots: "1,234", first: "1,000", second: "234", invalid: "0" }, []],
  ])("a count of %s", (_, typed, faults) => {
    const found = faultsOf(countSchema, typed);
    expect([...new Set(found)]).toEqual(faults);
  });
});
