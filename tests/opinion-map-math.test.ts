import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { countStatements, dividingOf, typicalOf, unitingOf } from "#app/domain/opinion-map/agreement.ts";
import { findAxes, meansOf, placeOf, type Votes } from "#app/domain/opinion-map/axes.ts";
import { FEWEST_PEOPLE, FEWEST_TOGETHER } from "#app/domain/opinion-map/bounds.ts";
import { circlesOf } from "#app/domain/opinion-map/circles.ts";
import { cluster, clusterFrom, findGroups } from "#app/domain/opinion-map/groups.ts";
import { type MapQuestion, makeMap } from "#app/domain/opinion-map/make-map.ts";
import { silhouetteOf } from "#app/domain/opinion-map/silhouette.ts";
import type { DrawnMap, KeptMap, Place, Vote } from "#db/tables/opinion-map.ts";

/** The opinion map's numbers: those of scikit-learn on the same votes, and what nobody is recognised by. */

const numbers = z.array(z.number());
const place = z.tuple([z.number(), z.number()]);
const clustering = z.object({ labels: numbers, inertia: z.number(), silhouette: z.number() });
const fixture = z
  .object({
    votes: z.array(z.array(z.union([z.literal(-1), z.literal(0), z.literal(1), z.null()]))),
    means: numbers,
    components: z.tuple([numbers, numbers]),
    explainedVarianceRatio: place,
    places: z.array(place),
    clusterings: z.array(
      z.object({
        groups: z.number(),
        once: clustering.extend({ centres: z.array(place) }),
        best: clustering,
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL("./fixtures/opinion-map/scikit-learn.json", import.meta.url), "utf8")),
  );

const WORDS: Record<-1 | 0 | 1, Vote> = { [-1]: "disagree", 0: "pass", 1: "agree" };
const people: Votes[] = fixture.votes.map((row) => row.map((vote) => (vote === null ? null : WORDS[vote])));
const STATEMENTS = fixture.means.length;

/** What a clustering says, whatever its groups are called: who is with whom. */
const together = (labels: readonly number[]) => labels.map((label) => labels.indexOf(label));
const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

describe("the numbers of scikit-learn", () => {
  const axes = findAxes(people, STATEMENTS);

  test("what was not voted on is the mean of its statement", () => {
    meansOf(people, STATEMENTS).forEach((mean, index) => {
      expect(mean).toBeCloseTo(fixture.means[index] ?? Number.NaN, 9);
    });
  });

  test("components up to their sign, and how much of the variance they explain", () => {
    for (const index of [0, 1] as const) {
      expect(Math.abs(dot(axes.components[index], fixture.components[index]))).toBeCloseTo(1, 9);
      expect(axes.variance[index]).toBeCloseTo(fixture.explainedVarianceRatio[index], 9);
    }
  });

  test("places, up to the sign of an axis", () => {
    const signs = ([0, 1] as const).map((index) =>
      Math.sign(dot(axes.components[index], fixture.components[index])),
    );
    people.forEach((votes, person) => {
      const found = placeOf(votes, axes);
      expect(found[0] * (signs[0] ?? 0)).toBeCloseTo(fixture.places[person]?.[0] ?? Number.NaN, 8);
      expect(found[1] * (signs[1] ?? 0)).toBeCloseTo(fixture.places[person]?.[1] ?? Number.NaN, 8);
    });
  });

  test.each(fixture.clusterings)("k-means of $groups groups from the same centres", ({ groups, once }) => {
    const run = clusterFrom(fixture.places, groups, { initialization: fixture.places.slice(0, groups) });
    expect(run.labels).toEqual(once.labels);
    expect(run.inertia).toBeCloseTo(once.inertia, 6);
    run.centres.forEach((centre, index) => {
      expect(centre[0]).toBeCloseTo(once.centres[index]?.[0] ?? Number.NaN, 8);
      expect(centre[1]).toBeCloseTo(once.centres[index]?.[1] ?? Number.NaN, 8);
    });
    expect(silhouetteOf(fixture.places, run.labels)).toBeCloseTo(once.silhouette, 8);
  });

  test.each(fixture.clusterings)(
    "k-means of $groups groups, the best of many beginnings",
    ({ groups, best }) => {
      const [found = cluster(fixture.places, groups, 1)] = [1, 2, 3, 4, 5]
        .map((seed) => cluster(fixture.places, groups, seed))
        .sort((one, other) => one.inertia - other.inertia);
      expect(together(found.labels)).toEqual(together(best.labels));
      expect(found.inertia).toBeCloseTo(best.inertia, 6);
      expect(silhouetteOf(fixture.places, found.labels)).toBeCloseTo(best.silhouette, 8);
    },
  );

  test("the number of groups is the one whose silhouette is best", () => {
    const [best] = fixture.clusterings.toSorted((a, b) => b.best.silhouette - a.best.silhouette);
    const found = findGroups(fixture.places, 7);
    expect(together(found.labels)).toEqual(together(best?.best.labels ?? []));
    expect(found.silhouette).toBeCloseTo(best?.best.silhouette ?? Number.NaN, 8);
  });
});

const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const asked = (votes: Votes[], change: Partial<MapQuestion> = {}): MapQuestion => ({
  seed: 7,
  statements: ids(votes[0]?.length ?? 0),
  people: votes.length,
  votes,
  ...change,
});
function drawn(map: KeptMap): DrawnMap {
  if (map.state !== "drawn") throw new Error("Nothing was drawn.");
  return map;
}

const LETTERS: Record<string, Vote> = { a: "agree", d: "disagree", p: "pass" };
/** The same votes of so many people; a letter that stands for none is no vote. */
const repeated = (votes: string, times: number): Votes[] =>
  Array.from({ length: times }, () => [...votes].map((letter) => LETTERS[letter] ?? null));

describe("what is shown", () => {
  test.each([
    [0, "few"],
    [1, "few"],
    [FEWEST_PEOPLE - 1, "few"],
    [FEWEST_PEOPLE, "drawn"],
  ])("of %i people: %s", (count, state) => {
    expect(makeMap(asked(repeated("adadada", count)))).toMatchObject({ state, people: count });
  });

  test.each([
    ["aaaa", "few", 5],
    ["aaaaa", "drawn", 5],
    ["aaaaaaaaa", "drawn", 7],
  ])("of the statements %s: %s", (votes, state, enough) => {
    expect(makeMap(asked(repeated(votes, 40)))).toMatchObject({ state, enough });
  });

  test("who all say the same are one group, in one place", () => {
    const map = drawn(makeMap(asked(repeated("aaaddp?", 40))));
    expect(map.silhouette).toBeNull();
    expect(map.groups.map(({ size, circles }) => [size, circles.length])).toEqual([[40, 1]]);
    expect(map.uniting).toEqual([1, 2, 3, 4, 5]);
    expect(map.dividing).toEqual([]);
  });

  test("two camps: what divides them, what unites them, what each is known by", () => {
    const map = drawn(makeMap(asked([...repeated("aaaadddp", 24), ...repeated("aaddaadp", 16)])));
    expect(map.groups.map(({ size }) => size)).toEqual([24, 16]);
    expect(map.uniting).toEqual([1, 2, 7]);
    expect(map.dividing).toEqual([3, 4, 5, 6]);
    expect(map.groups.map(({ typical }) => typical)).toEqual([
      [
        { statement: 3, vote: "agree" },
        { statement: 4, vote: "agree" },
        { statement: 5, vote: "disagree" },
      ],
      [
        { statement: 3, vote: "disagree" },
        { statement: 4, vote: "disagree" },
        { statement: 5, vote: "agree" },
      ],
    ]);
  });

  test("four who are unlike all others are no group of their own", () => {
    const map = drawn(makeMap(asked([...repeated("aaaaaaa", 36), ...repeated("ddddddd", 4)])));
    expect(map.groups.map(({ size }) => size)).toEqual([40]);
    const five = drawn(makeMap(asked([...repeated("aaaaaaa", 36), ...repeated("ddddddd", 5)])));
    expect(five.groups.map(({ size }) => size)).toEqual([36, 5]);
  });

  test("a statement on which few of one group voted shows no group, for the rest would be theirs", () => {
    const quiet = [...repeated("aaaadd", 20), ...repeated("aadda?", 16), ...repeated("aaddaa", 4)];
    const map = drawn(makeMap(asked(quiet)));
    const last = map.statements.at(-1);
    expect(last).toMatchObject({ all: { agree: 4, disagree: 20, pass: 0 }, groups: null });
    expect(map.dividing).not.toContain(6);
    expect(map.groups.flatMap(({ typical }) => typical.map(({ statement }) => statement))).not.toContain(6);
  });

  test("a statement on which four voted shows nothing", () => {
    const map = drawn(makeMap(asked([...repeated("aaaaa?", 36), ...repeated("aaaaaa", 4)])));
    expect(map.statements.at(-1)).toEqual({ id: 6, all: null, groups: null });
  });

  test("the same votes make the same map", () => {
    expect(makeMap(asked(people))).toEqual(makeMap(asked(people)));
  });

  const vote = fc.constantFrom<Vote | null>("agree", "disagree", "pass", null);
  const votes = fc.integer({ min: 5, max: 9 }).chain((statements) =>
    fc.array(fc.array(vote, { minLength: statements, maxLength: statements }), {
      minLength: FEWEST_PEOPLE,
      maxLength: 60,
    }),
  );

  test("whatever is voted, everybody is in one group and one circle, and no number is of fewer than five", () => {
    fc.assert(
      fc.property(votes, fc.integer({ min: 1, max: 1_000 }), (all, seed) => {
        const map = drawn(makeMap(asked(all, { seed })));
        const total = (counts: Record<Vote, number>) => counts.agree + counts.disagree + counts.pass;
        expect(map.groups.reduce((sum, { size }) => sum + size, 0)).toBe(all.length);
        for (const { size, circles } of map.groups) {
          expect(circles.reduce((sum, circle) => sum + circle.size, 0)).toBe(size);
          for (const circle of circles) expect(circle.size).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
        }
        for (const statement of map.statements) {
          if (statement.all) expect(total(statement.all)).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
          for (const counts of statement.groups ?? [])
            expect(total(counts)).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
          if (statement.groups && statement.all)
            expect(statement.groups.reduce((sum, counts) => sum + total(counts), 0)).toBe(
              total(statement.all),
            );
        }
        expect(JSON.stringify(map)).not.toMatch(/NaN|null,null\]/);
      }),
      { numRuns: 60 },
    );
  });

  test("circles of any places hold five at least and everybody once", () => {
    const places = fc.array(
      fc.tuple(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true })),
      { minLength: 5, maxLength: 80 },
    );
    fc.assert(
      fc.property(places, (some: Place[]) => {
        const circles = circlesOf(some, 8);
        expect(circles.reduce((sum, { size }) => sum + size, 0)).toBe(some.length);
        expect(Math.min(...circles.map(({ size }) => size))).toBeGreaterThanOrEqual(FEWEST_TOGETHER);
      }),
    );
  });
});

test("one vote of one is no certainty", () => {
  const [group, other] = [repeated("a", 5), repeated("d", 50)];
  const counted = countStatements([1], [...group, ...other], [group, other]);
  expect(unitingOf(counted)).toEqual([]);
  expect(dividingOf(counted)).toEqual([1]);
  expect(typicalOf(counted, 0)).toEqual([{ statement: 1, vote: "agree" }]);
});
