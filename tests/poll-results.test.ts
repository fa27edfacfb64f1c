import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ageBand, ageOn } from "#app/domain/kinds/poll/age-band.ts";
import { likenessOf } from "#app/domain/kinds/poll/likeness.ts";
import { binOf, binsOf } from "#app/domain/kinds/poll/number-bins.ts";
import { FEWEST_TOGETHER, resultOf, totalsOf } from "#app/domain/kinds/poll/results.ts";
import { ballotBytes, padded, textBytes } from "#app/domain/kinds/poll/sealed-size.ts";
import { Counter, type Facts, readTally } from "#app/domain/kinds/poll/tally.ts";
import { testRun } from "#app/domain/kinds/poll/test-run.ts";
import type { PollDefinition, PollQuestion, PollShown } from "#db/tables/poll-definition.ts";

const said = (ko: string) => ({ ko });
const ASK: PollQuestion = {
  id: "ask",
  type: "single",
  title: said("물음"),
  required: true,
  drawnOrder: false,
  choices: [
    { id: "yes", title: said("예") },
    { id: "no", title: said("아니요") },
  ],
};
/** Asked only of who said yes. */
const MORE: PollQuestion = { ...ASK, id: "more", when: { question: "ask", is: ["yes"] } };
const POLL = { pages: [{ questions: [ASK, MORE] }] };

interface Voter {
  district: string;
  age?: string;
  ask: "yes" | "no";
  more?: "yes" | "no";
}

function counted(voters: readonly Voter[]): PollShown {
  const counter = new Counter(POLL);
  for (const { district, age = "30-39", ask, more } of voters) {
    const facts: Facts = { district, age, day: "2026-03-02" };
    counter.add({ ask, ...(more && { more }) }, { facts });
  }
  return resultOf(POLL, counter.tally);
}

const groupsOf = (shown: PollShown, question: string, by = "district") =>
  shown.breakdowns.find((one) => one.by === by)?.questions.find((one) => one.id === question)?.groups ?? [];
const many = (count: number, voter: Voter): Voter[] => Array.from({ length: count }, () => voter);

describe("small groups", () => {
  test("one person of a district is not shown, nor left over when the others are taken from the total", () => {
    const voters = [
      ...many(40, { district: "garam", ask: "no" }),
      ...many(9, { district: "dasan", ask: "no" }),
      ...many(1, { district: "lone", ask: "yes" }),
    ];
    // A naive table has "lone: yes 1"; one that only hides it has total − garam − dasan = yes 1.
    expect(groupsOf(counted(voters), "ask")).toEqual([
      { of: "garam", participants: 40, answered: 40, counts: { yes: 0, no: 40 } },
      { of: null, participants: 10, answered: 10, counts: { yes: 1, no: 9 } },
    ]);
  });

  test("nor is the one of a district who was asked a question that hangs on another", () => {
    const voters = [
      ...many(20, { district: "garam", ask: "yes", more: "no" }),
      ...many(29, { district: "dasan", ask: "no" }),
      ...many(1, { district: "dasan", ask: "yes", more: "yes" }),
      ...many(30, { district: "solbat", ask: "yes", more: "no" }),
    ];
    const shown = counted(voters);
    expect(groupsOf(shown, "ask").map(({ of }) => of)).toEqual(["dasan", "garam", "solbat"]);
    // Thirty of dasan took part, and one of them answered this: it stands with the next larger district.
    expect(groupsOf(shown, "more")).toEqual([
      { of: "solbat", participants: 30, answered: 30, counts: { yes: 0, no: 30 } },
      { of: null, participants: 50, answered: 21, counts: { yes: 1, no: 20 } },
    ]);
  });

  test.each([1, 2, 3, 4])("a question that %d answered, all of one district, is in no breakdown", (few) => {
    const voters = [
      ...many(few, { district: "lone", ask: "yes", more: "yes" }),
      ...many(30, { district: "lone", ask: "no" }),
      ...many(30, { district: "garam", ask: "no" }),
    ];
    const shown = counted(voters);
    for (const by of ["district", "age", "day"]) expect(groupsOf(shown, "more", by)).toEqual([]);
    expect(groupsOf(shown, "ask").map(({ of, answered }) => [of, answered])).toEqual([
      ["garam", 30],
      ["lone", 30 + few],
    ]);
  });

  test("nor is any of a poll in which fewer than five took part", () => {
    expect(groupsOf(counted(many(4, { district: "garam", ask: "yes" })), "ask")).toEqual([]);
  });

  test("two questions of one breakdown say nothing of a part of a group", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            district: fc.constantFrom("a", "b", "c", "d", "e", "f"),
            age: fc.constantFrom("20-29", "30-39", "70-"),
            ask: fc.constantFrom("yes" as const, "no" as const),
            more: fc.constantFrom("yes" as const, "no" as const, undefined),
          }),
          { maxLength: 120 },
        ),
        (people) => {
          const voters = people.map((one): Voter => (one.ask === "yes" ? one : { ...one, more: undefined }));
          const shown = counted(voters);
          for (const by of ["district", "age"] as const) {
            const sizes = ["ask", "more"].map((question) => {
              const groups = groupsOf(shown, question, by);
              const sum = (of: (group: (typeof groups)[number]) => number) =>
                groups.reduce((all, group) => all + of(group), 0);
              const total = shown.questions.find(({ id }) => id === question);
              const enough = (total?.answered ?? 0) >= FEWEST_TOGETHER;
              expect(sum((group) => group.participants)).toBe(enough ? voters.length : 0);
              expect(sum((group) => group.answered)).toBe(enough ? total?.answered : 0);
              for (const { answered, participants } of groups) {
                expect(participants).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
                if (answered > 0) expect(answered).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
              }
              return new Map(groups.map(({ of, participants }) => [of, participants]));
            });
            // What both show by name has as many people in both: they differ by whole groups alone.
            const [one, other] = sizes;
            for (const [of, participants] of one ?? [])
              if (of !== null && other?.has(of)) expect(other.get(of)).toBe(participants);
          }
        },
      ),
    );
  });

  test("totals alone are shown while a poll is open", () => {
    const counter = new Counter(POLL);
    counter.add({ ask: "yes", more: "no" }, { facts: { district: "a", age: "30-39", day: "2026-03-02" } });
    expect(totalsOf(POLL, counter.tally)).toMatchObject({ participants: 1, breakdowns: [] });
  });
});

describe("a tally", () => {
  test("of ballots that were added and taken out again is the one of before", () => {
    const counter = new Counter(POLL);
    counter.add({ ask: "yes", more: "no" });
    const before = JSON.stringify(totalsOf(POLL, counter.tally));
    counter.add({ ask: "no" });
    counter.add({ ask: "no" }, { by: -1 });
    expect(JSON.stringify(totalsOf(POLL, counter.tally))).toBe(before);
  });

  test.each([
    [{ min: 0, max: 9 }, 3, "3"],
    [{ min: 1, max: 100 }, 1, "1..10"],
    [{ min: 1, max: 100 }, 100, "91..100"],
    [{ min: 0, max: 99 }, 9, "0..9"],
    [{ min: -5, max: 20 }, -5, "-5..-3"],
    [{ min: 0, max: 1_000_000 }, 1_000_000, "900009..1000000"],
    [{ min: 0, max: 1_000_000_000 }, 9, "0..9"],
    [{ min: 0, max: 1_000_000_000 }, 10, "10..99"],
    [{ min: 0, max: 1_000_000_000 }, 1_000_000_000, "1000000000"],
    [{ min: 300, max: 20_000_000 }, 300, "300..999"],
    [{ min: -5, max: 20_000_000 }, -5, "-5..1999995"],
  ])("%o: %d stands in %s", (range, value, bin) => {
    expect(binOf(range, value)).toBe(bin);
    expect(binsOf(range)).toContain(bin);
  });

  test.each([
    { min: 0, max: 9 },
    { min: 1, max: 23 },
    { min: -100, max: 1_000_000_000 },
    { min: 0, max: 1_000_000_000 },
    { min: 5, max: 10_000_005 },
    { min: 123, max: 99_999_999 },
  ])("the parts of %o follow one another from its lowest to its highest, twelve at most", (range) => {
    const bounds = binsOf(range).map((bin) => bin.split("..").map(Number));
    expect(bounds.length).toBeLessThanOrEqual(12);
    expect(bounds[0]?.[0]).toBe(range.min);
    expect(bounds.at(-1)?.at(-1)).toBe(range.max);
    for (const [place, [low = 0]] of bounds.entries())
      if (place > 0) expect(low).toBe((bounds[place - 1]?.at(-1) ?? 0) + 1);
  });

  test("of numbers shows parts of the range and no figure of one person, in totals and in groups alike", () => {
    const spend: PollQuestion = {
      id: "spend",
      type: "number",
      title: said("얼마"),
      required: true,
      min: 0,
      max: 99,
    };
    const poll = { pages: [{ questions: [spend] }] };
    const counter = new Counter(poll);
    for (let value = 90; value < 94; value += 1)
      counter.add({ spend: value }, { facts: { district: "a", age: "", day: "2026-03-02" } });
    expect(totalsOf(poll, counter.tally).questions).toMatchObject([
      { answered: 4, counts: { "0..9": 0, "90..99": 4 }, mean: null, median: null },
    ]);
    counter.add({ spend: 7 }, { facts: { district: "a", age: "", day: "2026-03-02" } });
    const { questions, breakdowns } = resultOf(poll, counter.tally);
    expect(questions).toMatchObject([{ counts: { "0..9": 1, "90..99": 4 }, mean: 74.6, median: 91 }]);
    expect(breakdowns[0]?.questions[0]?.groups).toEqual([
      { of: "a", participants: 5, answered: 5, counts: questions[0]?.counts },
    ]);
  });

  test.each(["constructor", "toString", "valueOf"])("counts what is called %s as any other", (name) => {
    const poll = {
      pages: [{ questions: [{ ...ASK, id: name, choices: [{ id: "hasOwnProperty", title: said("예") }] }] }],
    };
    const counter = new Counter(poll);
    for (let voter = 0; voter < 5; voter += 1)
      counter.add({ [name]: "hasOwnProperty" }, { facts: { district: name, age: "", day: "2026-03-02" } });
    const read = new Counter(poll, readTally(JSON.stringify(counter.tally)));
    read.add({ [name]: "hasOwnProperty" }, { facts: { district: name, age: "", day: "2026-03-02" } });
    expect(resultOf(poll, read.tally)).toMatchObject({
      questions: [{ id: name, answered: 6, counts: { hasOwnProperty: 6 } }],
      breakdowns: [{ questions: [{ groups: [{ of: name, answered: 6 }] }] }, {}, {}],
    });
    // One who did not answer it.
    read.add({});
    expect(totalsOf(poll, read.tally)).toMatchObject({ participants: 7, questions: [{ answered: 6 }] });
  });
});

describe("the size of what is sealed", () => {
  const OTHERS: PollQuestion[] = [
    {
      id: "rank",
      type: "ranking",
      title: said("차례"),
      required: false,
      drawnOrder: false,
      min: 0,
      max: 2,
      choices: ASK.choices,
    },
    {
      id: "much",
      type: "number",
      title: said("얼마"),
      required: false,
      min: -1_000_000_000,
      max: 1_000_000_000,
    },
  ];
  const pagesOf = (...max: number[]) => ({
    pages: [
      {
        questions: [
          ASK,
          ...OTHERS,
          ...max.map(
            (most, place): PollQuestion => ({
              id: `t${place}`,
              type: "text",
              title: said("글"),
              required: false,
              max: most,
            }),
          ),
        ],
      },
    ],
  });
  const longest = { ask: "yes", rank: ["yes", "no"], much: -1_000_000_000 };

  test.each([
    ["no text", pagesOf(), {}, 64],
    ["a short text", pagesOf(100), { t0: "\n".repeat(100) }, 512],
    ["a text of the length that is usual", pagesOf(1_000), { t0: "😀".repeat(1_000) }, 4_096],
    ["two long ones", pagesOf(2_000, 1_000), { t0: "가".repeat(2_000), t1: '"'.repeat(1_000) }, 12_096],
  ])("is one for nothing and the most that can be said: %s", (_, definition, texts, size) => {
    expect(ballotBytes(definition)).toBe(size);
    for (const answers of [{}, { ask: "no" }, { ...longest, ...texts }])
      expect(Buffer.byteLength(padded(JSON.stringify(answers), size))).toBe(size);
  });

  test("has a bound, over which it grows by powers of two alone", () => {
    const definition = pagesOf(...Array.from({ length: 20 }, () => 2_000));
    expect(ballotBytes(definition)).toBe(16_384);
    expect(textBytes(definition)).toBe(8_000);
    expect(textBytes(pagesOf(10, 300))).toBe(1_216);
    for (const length of [16_384, 16_385, 30_000, 32_768])
      expect(padded("x".repeat(length), 16_384)).toHaveLength(length === 16_384 ? 16_384 : 32_768);
  });
});

describe("ages", () => {
  test.each([
    ["2007-03-02", "2026-03-02", 19, "0-19"],
    ["2006-03-03", "2026-03-02", 19, "0-19"],
    ["2006-03-02", "2026-03-02", 20, "20-29"],
    ["2004-02-29", "2025-02-28", 20, "20-29"],
    ["1956-03-02", "2026-03-02", 70, "70-"],
    [null, "2026-03-02", undefined, ""],
    ["unknown", "2026-03-02", undefined, ""],
    ["2027-01-01", "2026-03-02", undefined, ""],
  ])("born %s, on %s: %s", (birthDate, day, age, band) => {
    expect(ageOn(birthDate, day)).toBe(age);
    expect(ageBand(age)).toBe(band);
  });
});

describe("texts that say nearly the same", () => {
  test.each([
    ["case, blanks and punctuation", ["Wider pavements!", "wider  pavements", "Trees"], [1, 1, null]],
    [
      "an ending",
      ["여름에 그늘이 없어 걷기 힘듭니다.", "여름에 그늘이 없어서 걷기 힘듭니다", "신호가 짧습니다"],
      [1, 1, null],
    ],
    ["the largest first", ["가나다라", "마바사아", "마바사아", "가나다라", "마바사아"], [2, 1, 1, 2, 1]],
    ["nothing", [], []],
    ["no letters", ["!!!", "???"], [1, 1]],
  ])("%s", (_, texts, groups) => {
    expect(likenessOf(texts)).toEqual(groups);
  });

  const letter = (place: number): string => String.fromCodePoint(0xac00 + (place % 11_000));
  const written = (letters: number, of: (place: number) => string): string =>
    Array.from({ length: letters }, (_, place) => of(place)).join("");

  test.each<[string, number, (text: number) => string]>([
    ["each by itself", 20, (text) => written(20, (place) => letter(text * 31 + place * 7))],
    [
      "half of each the same",
      60,
      (text) => written(60, (place) => letter(place < 30 ? place : text * 31 + place * 7)),
    ],
    [
      "long ones of words that many have",
      500,
      (text) =>
        written(250, (place) => {
          const word = (text * 37 + place * place * 11 + place * text * 7) % 1_000;
          return letter(word) + letter(2_000 + word);
        }),
    ],
  ])("cost no more a text however many there are: %s", (_, letters, textOf) => {
    for (const count of [200, 800]) {
      let sum = 0;
      const texts = Array.from({ length: count }, (_, text) => textOf(text));
      likenessOf(texts, (looks) => {
        sum += looks;
      });
      expect(sum / count).toBeLessThanOrEqual(64 * 200 + 10 * letters);
    }
  });

  test("are as many as there are people", () => {
    const texts = Array.from({ length: 300_000 }, () => "같은 말");
    expect(new Set(likenessOf(texts))).toEqual(new Set([1]));
  });
});

describe("a test run with made answers", () => {
  const choices = (letter: string, count: number) =>
    Array.from({ length: count }, (_, place) => ({ id: `${letter}${place}`, title: said(`${place}`) }));
  const shared = { title: said("물음"), required: false };
  const every: PollQuestion[] = [
    ASK,
    MORE,
    { ...shared, id: "some", type: "multiple", choices: choices("s", 4), drawnOrder: true, min: 2, max: 3 },
    { ...shared, id: "order", type: "ranking", choices: choices("o", 3), drawnOrder: false, min: 1, max: 2 },
    { ...shared, id: "scale", type: "rating", min: -2, max: 2 },
    { ...shared, id: "often", type: "number", min: 3, max: 5 },
    { ...shared, id: "why", type: "text", max: 1 },
  ];
  const definition: PollDefinition = {
    title: said("제목"),
    purpose: "policy",
    category: "parks",
    district: null,
    opensAt: "2026-03-02T03:00:00.000Z",
    closesAt: "2026-03-05T03:00:00.000Z",
    results: "after-closing",
    mayChange: true,
    who: { residents: true, districts: ["garam", "dasan"], minAge: 20, maxAge: 39 },
    pages: [{ questions: every }],
    briefs: [],
    documents: [],
    related: [],
  };
  const run = (version = 1) => testRun(definition, ["garam", "dasan", "lone"], { id: 7, version });
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);

  test("keeps to conditions and bounds, and is counted as real ones are", () => {
    const shown = run();
    const of = (id: string) => shown.questions.find((question) => question.id === id);
    expect(shown.participants).toBe(1_204);
    expect(of("ask")?.answered).toBe(1_204);
    // Asked of who said yes, and needed there.
    expect(of("more")?.answered).toBe(of("ask")?.counts.yes);
    for (const id of ["some", "order", "scale", "often", "why"]) {
      expect(of(id)?.answered).toBeGreaterThan(600);
      expect(of(id)?.answered).toBeLessThan(1_204);
    }
    const { answered = 0, counts = {} } = of("some") ?? {};
    expect(sum(counts)).toBeGreaterThanOrEqual(answered * 2);
    expect(sum(counts)).toBeLessThanOrEqual(answered * 3);
    const bands = ["20-29", "30-39"];
    expect(groupsOf(shown, "ask", "age").map((group) => group.of)).toEqual(bands);
    expect(groupsOf(shown, "ask").map((group) => group.of)).toEqual(["dasan", "garam"]);
    expect(groupsOf(shown, "ask", "day").every((group) => (group.of ?? "") >= "2026-03-02")).toBe(true);
    for (const { by, questions } of shown.breakdowns)
      for (const { id, groups } of questions)
        expect([by, id, groups.reduce((all, group) => all + group.answered, 0)]).toEqual([
          by,
          id,
          of(id)?.answered,
        ]);
  });

  test("is the same for the same version, and another for another", () => {
    expect(run()).toEqual(run());
    expect(run(2)).not.toEqual(run());
  });
});
