import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfPeriod, seoulDay } from "#app/domain/calendar/dates.ts";
import { type DutyState, dutyState } from "#app/domain/duty/duty-state.ts";
import { countDutyStates, type ProposalStage, proposalStage } from "#app/domain/kinds/proposal/stage.ts";
import { type Step, walkCount } from "#app/domain/support/count.ts";
import { DEFAULT_RULES } from "#app/domain/threshold/rule.ts";
import { nextCount } from "#app/domain/threshold/write-thresholds.ts";
import type { MatterState } from "#db/tables/matter.ts";

const numbersOf = (kind: "proposal" | "forum") =>
  DEFAULT_RULES.filter((rule) => rule.matterKind === kind).map(({ code, threshold }) => ({
    code,
    count: threshold,
  }));
const numbers = numbersOf("proposal");
const step = (change: 1 | -1, serial: number): Step => ({ change, serial, at: new Date(0) });
const adds = (count: number, from = 1): Step[] =>
  Array.from({ length: count }, (_, index) => step(1, from + index));

describe("periods end with the last day, in Seoul", () => {
  test.each([
    ["an ordinary month", "2026-11-22T10:00:00+09:00", 30, "2026-12-22T23:59:59.999+09:00"],
    ["just after midnight", "2026-11-22T00:00:00+09:00", 30, "2026-12-22T23:59:59.999+09:00"],
    ["just before midnight", "2026-11-22T23:59:59.999+09:00", 30, "2026-12-22T23:59:59.999+09:00"],
    [
      "already tomorrow in Seoul, not yet in London",
      "2026-11-22T15:00:00Z",
      1,
      "2026-11-24T23:59:59.999+09:00",
    ],
    ["over a leap day", "2028-02-28T12:00:00+09:00", 2, "2028-03-01T23:59:59.999+09:00"],
    ["a year without one", "2027-02-28T12:00:00+09:00", 2, "2027-03-02T23:59:59.999+09:00"],
    ["over the turn of the year", "2026-12-31T23:00:00+09:00", 1, "2027-01-01T23:59:59.999+09:00"],
  ])("%s", (_, from, days, end) => {
    expect(endOfPeriod(new Date(from), { days })).toEqual(new Date(end));
  });

  test.each([
    ["2026-11-22T14:59:59.999Z", "2026-11-22"],
    ["2026-11-22T15:00:00.000Z", "2026-11-23"],
    ["2028-02-29T00:00:00+09:00", "2028-02-29"],
  ])("the day of %s", (at, day) => {
    expect(seoulDay(new Date(at))).toBe(day);
  });

  test.each<[string, string | null, DutyState]>([
    ["2026-12-22T23:59:59.999+09:00", null, "open"],
    ["2026-12-23T00:00:00.000+09:00", null, "overdue"],
    ["2026-12-23T00:00:00.000+09:00", "2026-12-24T00:00:00+09:00", "met"],
  ])("a duty due on the 22nd, at %s, met %s: %s", (now, met, state) => {
    const due_at = new Date("2026-12-22T23:59:59.999+09:00");
    expect(dutyState({ due_at, met_at: met === null ? null : new Date(met) }, new Date(now))).toBe(state);
  });
});

describe("thresholds", () => {
  test.each([
    ["proposal", 0, 50],
    ["proposal", 49, 50],
    ["proposal", 50, 100],
    ["proposal", 99, 100],
    ["proposal", 100, null],
    ["forum", 0, 1000],
    ["forum", 999, 1000],
    ["forum", 1000, null],
  ] as const)("a %s that has passed %i looks towards %s", (kind, passed, next) => {
    expect(nextCount(numbersOf(kind), passed)).toBe(next);
  });

  test.each([
    ["proposal", 49, []],
    ["proposal", 50, ["department-reply"]],
    ["proposal", 51, []],
    ["proposal", 100, ["forum"]],
    ["forum", 50, []],
    ["forum", 999, []],
    ["forum", 1000, ["mayor-reply"]],
    ["forum", 1001, []],
  ] as const)("a %s that comes to %i from one less reaches %j", (kind, count, codes) => {
    const start = { count: count - 1, nextThreshold: nextCount(numbersOf(kind), count - 1) };
    const { reached } = walkCount(start, adds(1), numbersOf(kind));
    expect(reached.map(({ threshold }) => threshold.code)).toEqual(codes);
  });

  test("two that have the same number are reached by the same support", () => {
    const both = [
      { code: "reply", count: 50 },
      { code: "forum", count: 50 },
      { code: "mayor", count: 70 },
    ];
    const walked = walkCount({ count: 49, nextThreshold: 50 }, adds(1, 50), both);
    expect(walked.reached.map(({ threshold, serial }) => [threshold.code, serial])).toEqual([
      ["reply", 50],
      ["forum", 50],
    ]);
    expect(walked.nextThreshold).toBe(70);
  });
});

describe("the walk over a group", () => {
  test.each([
    [0, 49, []],
    [0, 50, [[50, 50]]],
    [0, 51, [[50, 50]]],
    [49, 1, [[50, 1]]],
    [
      0,
      100,
      [
        [50, 50],
        [100, 100],
      ],
    ],
    [
      49,
      52,
      [
        [50, 1],
        [100, 51],
      ],
    ],
  ])("from %i, %i more", (count, more, expected) => {
    const walked = walkCount({ count, nextThreshold: 50 }, adds(more), numbers);
    expect(walked.reached.map(({ threshold, serial }) => [threshold.count, serial])).toEqual(expected);
    expect(walked.count).toBe(count + more);
  });

  test("up, down and up again reaches once, by the first that made it fifty", () => {
    const steps = [...adds(50), step(-1, 0), step(-1, 0), ...adds(2, 51)];
    const walked = walkCount({ count: 0, nextThreshold: 50 }, steps, numbers);
    expect(walked.reached.map(({ serial }) => serial)).toEqual([50]);
    expect(walked).toMatchObject({ count: 50, nextThreshold: 100 });
  });

  test("cut into groups anyhow, any history comes to the same end", () => {
    const history = fc.array(fc.boolean(), { maxLength: 400 });
    const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(history, cuts, (wishes, sizes) => {
        let count = 0;
        const steps = wishes.map((up, index) => {
          const change = up || count === 0 ? 1 : -1;
          count += change;
          return step(change, index + 1);
        });
        const whole = walkCount({ count: 0, nextThreshold: 50 }, steps, numbers);
        let state = { count: 0, nextThreshold: 50 as number | null };
        const reached: number[] = [];
        for (let at = 0, cut = 0; at < steps.length; cut += 1) {
          const size = sizes[cut % sizes.length] ?? 1;
          const walked = walkCount(state, steps.slice(at, at + size), numbers);
          reached.push(...walked.reached.map(({ serial }) => serial));
          state = { count: walked.count, nextThreshold: walked.nextThreshold };
          at += size;
        }
        expect(state).toEqual({ count: whole.count, nextThreshold: whole.nextThreshold });
        expect(reached).toEqual(whole.reached.map(({ serial }) => serial));
        const firsts = new Set(reached);
        expect(firsts.size).toBe(reached.length);
      }),
      { seed: 20261122 },
    );
  });
});

describe("the stage of a proposal", () => {
  test.each<[MatterState, DutyState[], ProposalStage]>([
    ["open", [], "gathering"],
    ["open", ["open"], "awaiting"],
    ["open", ["overdue"], "awaiting"],
    ["open", ["met"], "answered"],
    ["open", ["met", "open"], "awaiting"],
    ["closed", [], "closed"],
    ["closed", ["open"], "awaiting"],
    ["closed", ["met"], "answered"],
    ["withdrawn", [], "withdrawn"],
    ["withdrawn", ["open"], "withdrawn"],
    ["withdrawn", ["met"], "withdrawn"],
  ])("%s with duties %j is %s", (state, duties, stage) => {
    expect(proposalStage(state, countDutyStates(duties))).toBe(stage);
  });
});
