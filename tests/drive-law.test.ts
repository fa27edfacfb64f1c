import { describe, expect, test } from "vitest";
import { signingTimes } from "#app/demonstration/signing-days.ts";
import { endOfPeriod, type Period, seoulDay } from "#app/domain/calendar/dates.ts";
import {
  collectUntil,
  type DriveDates,
  deleteDataAt,
  driveCalendar,
  endOfStep,
  isPaused,
  windowWithPauses,
} from "#app/domain/kinds/drive/calendar.ts";
import { checkStatute } from "#app/domain/kinds/drive/check-statute.ts";
import { partOf, requiredSignatures, statuteSchema } from "#app/domain/kinds/drive/statute.ts";
import type { FractionThreshold, StatuteDefinition } from "#db/tables/statute-definition.ts";
import { readStatuteSeed, statuteOf } from "./support/drives.ts";

type Milestone = Extract<StatuteDefinition["threshold"], { kind: "fixed" }>["milestones"][number];

const petition = await statuteOf("ordinance-petition");
const noon = (day: string) => new Date(`${day}T12:00:00+09:00`);

/** The petition's statute as a city of another kind would have it. */
function inCity(municipality: FractionThreshold["municipality"]) {
  const { threshold } = petition;
  if (threshold.kind !== "fraction") throw new Error("The petition asks for a part of the residents.");
  return { ...petition, threshold: { ...threshold, municipality } };
}

describe("how many must sign", () => {
  test.each([
    ["special", 9_000_000, 200],
    ["special", 10_000, 200],
    ["province", 8_000_001, 200],
    ["province", 8_000_000, 200],
    ["province", 7_999_999, 150],
    ["province", 500_000, 150],
    ["basic", 1_000_001, 150],
    ["basic", 1_000_000, 150],
    ["basic", 999_999, 100],
    ["basic", 500_001, 100],
    ["basic", 500_000, 100],
    ["basic", 499_999, 70],
    ["basic", 100_001, 70],
    ["basic", 100_000, 70],
    ["basic", 99_999, 50],
    ["basic", 50_001, 50],
    ["basic", 50_000, 50],
    ["basic", 49_999, 20],
    ["basic", 1, 20],
  ] as const)("%s of %d inhabitants: 1/%d", (municipality, population, denominator) => {
    const { share, required } = requiredSignatures(inCity(municipality), { eligible: 30_000, population });
    expect(share).toEqual({ numerator: 1, denominator });
    expect(required).toBe(Math.ceil(30_000 / denominator));
  });

  test("Dongdaemun-gu: 305,154 who may sign ask for 4,360", () => {
    expect(requiredSignatures(inCity("basic"), { eligible: 305_154, population: 341_149 }).required).toBe(
      4_360,
    );
    expect(requiredSignatures(inCity("basic"), { eligible: 305_154, population: null }).required).toBe(4_360);
  });

  test.each([
    [69, 1],
    [70, 1],
    [71, 2],
    [139, 2],
    [140, 2],
    [141, 3],
    [305_200, 4_360],
    [305_201, 4_361],
  ])("a part of a person is a whole one: %d / 70 → %d", (eligible, required) => {
    expect(partOf(eligible, { numerator: 1, denominator: 70 })).toBe(required);
  });

  test("the city's own ordinance may ask for less than the Act, never for more", async () => {
    const vote = await statuteOf("residents-vote");
    const asked = vote.threshold;
    if (asked.kind !== "fraction") throw new Error("The vote asks for a part of the residents.");
    const facts = { eligible: 300_000, population: 350_000 };
    const own = (denominator: number | null) => ({
      ...vote,
      threshold: {
        ...asked,
        ordinance: denominator ? { share: { numerator: 1, denominator }, article: "조례" } : null,
      },
    });
    expect(requiredSignatures(own(null), facts).required).toBe(60_000);
    expect(requiredSignatures(own(20), facts).required).toBe(15_000);
    expect(requiredSignatures(own(4), facts).required).toBe(60_000);
    expect(statuteSchema.safeParse(own(4)).success).toBe(false);
    expect(statuteSchema.safeParse(own(20)).success).toBe(true);
  });

  test("a recall depends on whom it is aimed at; a petition names its number", async () => {
    const recall = await statuteOf("recall");
    const facts = { eligible: 402_000, population: 470_000 };
    expect(requiredSignatures(recall, { ...facts, target: "mayor" }).required).toBe(60_300);
    expect(() => requiredSignatures(recall, { ...facts, target: "nobody" })).toThrow(RangeError);
    expect(requiredSignatures(await statuteOf("assembly-petition"), null).required).toBe(50_000);
    expect(() => requiredSignatures(petition, null)).toThrow(RangeError);
  });
});

describe("a statute is checked whole", () => {
  test("the five kinds that come with the portal hold", async () => {
    expect((await readStatuteSeed()).map(({ code }) => code)).toEqual([
      "ordinance-petition",
      "residents-vote",
      "recall",
      "assembly-petition",
      "council-petition",
    ]);
  });

  test.each([
    ["an unknown word", { surprise: 1 }],
    ["the same request twice", { requests: [...petition.requests, ...petition.requests] }],
    ["no class from 0", { threshold: { ...petition.threshold, classes: [] } }],
    ["hidden, though residents are asked", { visibility: "after-first-milestone" }],
    ["a window of no days", { windows: { ...petition.windows, inspectDays: 0 } }],
    ["an article of no step", { articles: { dance: "제1조" } }],
  ])("%s is refused", (_, change) => {
    expect(statuteSchema.safeParse({ ...petition, ...change }).success).toBe(false);
  });
});

describe("what would stand still, or never come, is refused at its place", async () => {
  const assembly = await statuteOf("assembly-petition");
  const recall = await statuteOf("recall");
  const windows = (change: Partial<StatuteDefinition["windows"]>) => ({
    ...petition,
    windows: { ...petition.windows, ...change },
  });
  const numbers = (change: (list: Milestone[]) => Milestone[]): StatuteDefinition => {
    if (assembly.threshold.kind !== "fixed") throw new Error("The Assembly's petition names its numbers.");
    return { ...assembly, threshold: { kind: "fixed", milestones: change(assembly.threshold.milestones) } };
  };
  const handsIn = { handInDays: 5, publishListDays: 1, inspectDays: 7 };
  test.each<[string, StatuteDefinition, string, string]>([
    ["no days to hand in", windows({ handInDays: null }), "windows.handInDays", "needs-hand-in"],
    [
      "a list that nobody publishes",
      windows({ publishListDays: null }),
      "windows.publishListDays",
      "needs-publish",
    ],
    ["no inspection", windows({ inspectDays: null }), "windows.inspectDays", "needs-inspect"],
    ["more time for no decision", windows({ decideYears: null }), "windows.extendYears", "needs-decide"],
    [
      "objections to no list",
      { ...assembly, windows: { ...assembly.windows, objectionDays: 14 } },
      "windows.objectionDays",
      "needs-hand-in",
    ],
    [
      "a shortfall of no list",
      { ...assembly, windows: { ...assembly.windows, shortfallDays: 10 } },
      "windows.shortfallDays",
      "needs-hand-in",
    ],
    [
      "a time to accept no list",
      { ...assembly, windows: { ...assembly.windows, acceptMonths: 3 } },
      "windows.acceptMonths",
      "needs-hand-in",
    ],
    [
      "data kept from the handing in of no list",
      { ...assembly, keepData: { years: 1, after: "handed-in" } },
      "keepData.after",
      "needs-hand-in",
    ],
    [
      "a last number that leads to nothing",
      numbers((list) => list.map((one) => ({ ...one, leads: "listed" }))),
      "threshold.milestones.1.leads",
      "nothing-accepts",
    ],
    [
      "a number after it was accepted",
      numbers((list) => list.map((one) => ({ ...one, leads: one.count === 100 ? "accepted" : "listed" }))),
      "threshold.milestones.0.leads",
      "accepts-early",
    ],
    [
      "a list beside a number that accepts",
      { ...assembly, windows: { ...assembly.windows, ...handsIn } },
      "threshold.milestones.1.leads",
      "accepts-early",
    ],
    [
      "days for a number that does not follow",
      numbers((list) => list.map((one) => ({ ...one, days: 30 }))),
      "threshold.milestones.1.days",
      "no-next-number",
    ],
    [
      "a district's part of a fixed number",
      { ...assembly, districtMinimum: recall.districtMinimum },
      "districtMinimum",
      "needs-residents",
    ],
    [
      "the last day of a step that there is none of",
      { ...assembly, lastDays: { inspect: "stays" } },
      "lastDays.inspect",
      "no-such-step",
    ],
  ])("%s", (_, statute, path, code) => {
    const found = statuteSchema.safeParse(statute).error?.issues ?? [];
    expect(found.map((issue) => `${issue.path.join(".")} ${issue.message}`)).toContain(`${path} ${code}`);
    for (const language of ["ko", "en", "ja"] as const) {
      const told = checkStatute(JSON.stringify(statute), language).faults?.find((one) => one.path === path);
      expect(told?.message.length).toBeGreaterThan(5);
      expect(told?.message).not.toBe(code);
    }
  });
});

describe("periods (Civil Act, articles 157, 159, 160)", () => {
  test.each([
    ["2026-01-15", { months: 6 }, "2026-07-15"],
    ["2026-01-31", { months: 1 }, "2026-02-28"],
    ["2024-01-31", { months: 1 }, "2024-02-29"],
    ["2026-08-27", { months: 6 }, "2027-02-27"],
    ["2026-08-28", { months: 6 }, "2027-02-28"],
    ["2026-08-29", { months: 6 }, "2027-02-28"],
    ["2026-08-30", { months: 6 }, "2027-02-28"],
    ["2026-08-31", { months: 6 }, "2027-02-28"],
    ["2027-08-28", { months: 6 }, "2028-02-28"],
    ["2027-08-29", { months: 6 }, "2028-02-29"],
    ["2027-08-30", { months: 6 }, "2028-02-29"],
    ["2027-08-31", { months: 6 }, "2028-02-29"],
    ["2026-02-28", { months: 6 }, "2026-08-31"],
    ["2028-02-28", { months: 6 }, "2028-08-28"],
    ["2028-02-29", { months: 6 }, "2028-08-31"],
    ["2026-12-31", { months: 6 }, "2027-06-30"],
    ["2026-06-15", { years: 1 }, "2027-06-15"],
    ["2028-02-28", { years: 1 }, "2029-02-28"],
    ["2028-02-29", { years: 1 }, "2029-02-28"],
    ["2027-02-28", { years: 1 }, "2028-02-29"],
    ["2026-03-01", { days: 10 }, "2026-03-11"],
    ["2028-02-20", { days: 10 }, "2028-03-01"],
    ["2026-12-25", { days: 10 }, "2027-01-04"],
    ["2028-02-10", { days: 20 }, "2028-03-01"],
    ["2027-02-10", { days: 20 }, "2027-03-02"],
    ["2028-01-30", { days: 30 }, "2028-02-29"],
    ["2027-01-30", { days: 30 }, "2027-03-01"],
  ])("from %s, %o ends with %s", (from, span, last) => {
    for (const time of ["00:00:00", "12:00:00", "23:59:59"])
      expect(endOfPeriod(new Date(`${from}T${time}+09:00`), span)).toEqual(
        new Date(`${last}T23:59:59.999+09:00`),
      );
  });
});

describe("a period that ends on a day off ends with the next working day", () => {
  const added = [{ day: "2026-07-20", addedOn: "2026-06-01" }];
  test.each<[string, string, Period, string, string]>([
    ["a working day stays", "2026-06-01", { days: 9 }, "2026-06-10", "2026-06-10"],
    ["a Saturday", "2026-06-01", { days: 12 }, "2026-06-13", "2026-06-15"],
    ["a Sunday", "2026-06-01", { days: 13 }, "2026-06-14", "2026-06-15"],
    ["New Year's Day, a Thursday", "2025-12-02", { days: 30 }, "2026-01-01", "2026-01-02"],
    ["Seollal, three weekdays", "2026-02-06", { days: 10 }, "2026-02-16", "2026-02-19"],
    ["1 March, a Sunday, and its substitute", "2026-02-19", { days: 10 }, "2026-03-01", "2026-03-03"],
    ["Labour Day and a weekend", "2026-04-21", { days: 10 }, "2026-05-01", "2026-05-04"],
    ["an election", "2026-05-24", { days: 10 }, "2026-06-03", "2026-06-04"],
    ["Memorial Day on a Saturday has no substitute", "2026-05-27", { days: 10 }, "2026-06-06", "2026-06-08"],
    ["Chuseok and the weekend after it", "2026-09-14", { days: 10 }, "2026-09-24", "2026-09-28"],
    ["Seollal 2027, with its substitute", "2027-01-27", { days: 10 }, "2027-02-06", "2027-02-10"],
    ["Christmas 2027, a Saturday", "2027-12-15", { days: 10 }, "2027-12-25", "2027-12-28"],
    ["Chuseok 2028 meets Foundation Day", "2028-09-22", { days: 10 }, "2028-10-02", "2028-10-06"],
    ["months", "2026-03-15", { months: 2 }, "2026-05-15", "2026-05-15"],
    ["months to a Sunday", "2026-03-17", { months: 2 }, "2026-05-17", "2026-05-18"],
    ["a year to Liberation Day 2027, a Sunday", "2026-08-15", { years: 1 }, "2027-08-15", "2027-08-17"],
    [
      "Constitution Day, a weekend, a day that was added",
      "2026-07-07",
      { days: 10 },
      "2026-07-17",
      "2026-07-21",
    ],
    ["a day that was added after it began", "2026-05-31", { days: 50 }, "2026-07-20", "2026-07-20"],
    [
      "after the last year of the table, weekends alone",
      "2029-02-20",
      { days: 9 },
      "2029-03-01",
      "2029-03-01",
    ],
  ])("%s", (_, from, span, counted, moved) => {
    expect(seoulDay(endOfPeriod(noon(from), span))).toBe(counted);
    expect(seoulDay(endOfPeriod(noon(from), span, added))).toBe(moved);
  });

  test("unless the step's own law lets it stay, or the drive is from before", () => {
    const on = (lastDays: StatuteDefinition["lastDays"], days_off: [] | null) =>
      seoulDay(
        endOfStep({ definition: { lastDays }, days_off }, "inspect", noon("2026-06-01"), { days: 12 }),
      );
    expect(on(undefined, [])).toBe("2026-06-15");
    expect(on({ introduce: "stays" }, [])).toBe("2026-06-15");
    expect(on({ inspect: "stays" }, [])).toBe("2026-06-13");
    expect(on(undefined, null)).toBe("2026-06-13");
  });

  test.each([
    ["the end is a Sunday", [], "2026-01-26"],
    ["and the Monday after it is in a pause", [["26", "27"]], "2026-01-28"],
    ["what a pause gives back ends on a Saturday", [["18", "23"]], "2026-02-02"],
  ] satisfies [string, [string, string][], string][])("collecting: %s", (_, pauses, last) => {
    const until = windowWithPauses(
      noon("2026-01-15"),
      { days: 10 },
      { definition: petition, days_off: [] },
      pauses.map(([from, until]) => ({ from: `2026-01-${from}`, until: `2026-01-${until}` })),
    );
    expect(seoulDay(until)).toBe(last);
  });
});

describe("collecting pauses around elections", () => {
  // certified on 15 January, ten days: from the 16th to the 25th
  const until = (...pauses: [string, string][]) =>
    seoulDay(
      windowWithPauses(
        noon("2026-01-15"),
        { days: 10 },
        { definition: petition, days_off: null },
        pauses.map(([from, last]) => ({ from: `2026-01-${from}`, until: `2026-01-${last}` })),
      ),
    );

  test.each([
    ["none", [], "2026-01-25"],
    ["before it", [["01", "10"]], "2026-01-25"],
    ["the day of certification alone, which does not count", [["15", "15"]], "2026-01-25"],
    ["over its start", [["10", "18"]], "2026-01-28"],
    ["within it", [["18", "20"]], "2026-01-28"],
    ["over its end", [["24", "27"]], "2026-01-29"],
    ["its last day alone", [["25", "25"]], "2026-01-26"],
    ["right after its end", [["26", "31"]], "2026-01-25"],
    [
      "two that overlap count once",
      [
        ["18", "20"],
        ["19", "21"],
      ],
      "2026-01-29",
    ],
    [
      "the days given back meet another",
      [
        ["18", "20"],
        ["27", "28"],
      ],
      "2026-01-30",
    ],
  ] satisfies [string, [string, string][], string][])("%s", (_, pauses, last) => {
    expect(until(...pauses)).toBe(last);
  });

  test.each([
    ["a leap day in it", "2028-02-20", { days: 10 }, "2028-02-28", "2028-02-29", "2028-03-03"],
    ["over an end on a leap day", "2027-08-31", { months: 6 }, "2028-02-20", "2028-03-04", "2028-03-14"],
    ["over the end of a year", "2026-12-20", { days: 10 }, "2026-12-30", "2027-01-02", "2027-01-03"],
    [
      "before the election of April 2028",
      "2027-12-01",
      { months: 6 },
      "2028-03-30",
      "2028-04-12",
      "2028-06-15",
    ],
  ])("%s", (_, certified, span, from, until, last) => {
    const end = windowWithPauses(noon(certified), span, { definition: petition, days_off: null }, [
      { from, until },
    ]);
    expect(end).toEqual(new Date(`${last}T23:59:59.999+09:00`));
  });

  test.each([
    ["2026-05-20T23:59:59.999+09:00", false],
    ["2026-05-21T00:00:00+09:00", true],
    ["2026-05-20T15:00:00Z", true],
    ["2026-06-03T23:59:59.999+09:00", true],
    ["2026-06-04T00:00:00+09:00", false],
  ])("both of its days are Seoul's, whole: %s", (time, paused) => {
    expect(isPaused(new Date(time), [{ from: "2026-05-21", until: "2026-06-03" }])).toBe(paused);
  });

  test("the demonstration's people sign on no day of a pause, and nobody where there is no other day", () => {
    const pauses = [{ from: "2026-05-21", until: "2026-06-03" }];
    const span = (from: string, until: string) => ({ from: noon(from), until: noon(until) });
    const days = signingTimes(200, span("2026-05-10", "2026-06-10"), pauses, 7).map(seoulDay);
    expect(days).toHaveLength(200);
    expect(days.filter((day) => day >= "2026-05-21" && day <= "2026-06-03")).toEqual([]);
    expect(signingTimes(200, span("2026-05-20", "2026-06-03"), pauses, 7)).toEqual([]);
  });

  test("a kind that does not pause takes no notice; six months and an election of 14 days", () => {
    const pauses = [{ from: "2026-05-21", until: "2026-06-03" }];
    const at = noon("2026-01-15");
    expect(seoulDay(collectUntil(at, { ...petition, pausesForElections: false }, pauses, null))).toBe(
      "2026-07-15",
    );
    expect(collectUntil(at, petition, pauses, null)).toEqual(new Date("2026-07-29T23:59:59.999+09:00"));
  });
});

describe("the calendar of a drive", () => {
  const nothing: DriveDates = {
    certifiedAt: noon("2026-01-15"),
    collectUntil: new Date("2026-07-15T23:59:59.999+09:00"),
    handedInAt: null,
    listPublishedAt: null,
    inspectUntil: null,
    shortfallUntil: null,
    decidableAt: null,
    acceptedAt: null,
    introducedAt: null,
    extendedAt: null,
    decidedAt: null,
    deleteDataAt: null,
    daysOff: null,
  };
  const datesOf = (known: Partial<DriveDates>) =>
    Object.fromEntries(
      driveCalendar({ ...nothing, ...known }, petition).map(({ step, dueAt }) => [step, seoulDay(dueAt)]),
    );

  test.each([
    ["while it collects", {}, { collect: "2026-07-15", "hand-in": "2026-07-25" }],
    ["handed in", { handedInAt: noon("2026-07-20") }, { "publish-list": "2026-07-25" }],
    ["published", { listPublishedAt: noon("2026-07-22") }, { inspect: "2026-08-01" }],
    ["accepted", { acceptedAt: noon("2026-08-31") }, { introduce: "2026-09-30", decide: "2027-08-31" }],
    [
      "extended",
      { acceptedAt: noon("2026-08-31"), extendedAt: noon("2027-08-01") },
      { extend: "2028-08-31" },
    ],
    ["handed in before a leap day", { handedInAt: noon("2028-02-27") }, { "publish-list": "2028-03-03" }],
    ["published, open until a leap day", { listPublishedAt: noon("2028-02-19") }, { inspect: "2028-02-29" }],
    [
      "accepted on a leap day, and extended",
      { acceptedAt: noon("2028-02-29"), extendedAt: noon("2029-02-01") },
      { introduce: "2028-03-30", decide: "2029-02-28", extend: "2030-02-28" },
    ],
    ["accepted the year before", { acceptedAt: noon("2027-02-28") }, { decide: "2028-02-29" }],
    [
      "collected until New Year's Eve",
      { collectUntil: new Date("2026-12-31T23:59:59.999+09:00") },
      { "hand-in": "2027-01-10" },
    ],
  ])("%s", (_, known, dates) => {
    expect(datesOf(known)).toMatchObject(dates);
  });

  test("each date names its article", () => {
    const calendar = driveCalendar({ ...nothing, acceptedAt: noon("2026-08-31") }, petition);
    expect(calendar.find(({ step }) => step === "decide")?.article).toContain("제13조");
  });

  test("data is kept as long as the statute says", () => {
    expect(deleteDataAt(petition, noon("2026-08-31"))).toEqual(new Date("2027-08-31T23:59:59.999+09:00"));
    expect(deleteDataAt(petition, noon("2028-02-29"))).toEqual(new Date("2029-02-28T23:59:59.999+09:00"));
    const none = { keepData: { years: 0, after: "ended" as const } };
    expect(deleteDataAt(none, noon("2026-08-31"))).toEqual(new Date("2026-08-31T23:59:59.999+09:00"));
  });
});
