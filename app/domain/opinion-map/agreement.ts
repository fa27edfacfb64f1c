import type { CountedStatement, KeptGroup, VoteCounts } from "#db/tables/opinion-map.ts";
import type { Votes } from "./axes.ts";
import { FEWEST_TOGETHER } from "./bounds.ts";

/**
 * What groups agree and disagree on, by the measures of Polis (Small et al. 2021, see axes.ts): a group's likelihood of
 * a vote is (1 + votes) / (2 + all votes), so that one vote of one is no certainty; what a group is known by is that
 * likelihood over that of everybody else; what unites is the product of all groups' likelihoods.
 */

type Side = "agree" | "disagree";
const SIDES = ["agree", "disagree"] as const satisfies readonly Side[];

/** More than half, by far enough that a few votes do not turn it. */
const CLEARLY = 0.6;
/** How much more likely a group says it than the others, for it to be known by it. */
const KNOWN_BY = 1.2;
/** How far the likelihoods of two groups lie apart, for it to divide them. */
const APART = 0.3;
const MOST_SHOWN = 5;
const MOST_TYPICAL = 3;

const sumOf = ({ agree, disagree, pass }: VoteCounts) => agree + disagree + pass;

const likelihood = (counts: VoteCounts, side: Side) => (1 + counts[side]) / (2 + sumOf(counts));

function count(people: readonly Votes[], index: number): VoteCounts {
  const counts = { agree: 0, disagree: 0, pass: 0 };
  for (const votes of people) {
    const vote = votes[index];
    if (vote) counts[vote] += 1;
  }
  return counts;
}

/**
 * How each statement was voted on. Where in one group too few voted on it, no group is shown: what is left of the
 * whole would be theirs.
 */
export function countStatements(
  ids: readonly number[],
  people: readonly Votes[],
  groups: readonly (readonly Votes[])[],
): CountedStatement[] {
  return ids.map((id, index) => {
    const all = count(people, index);
    const counted = groups.map((group) => count(group, index));
    const shown = counted.every((counts) => sumOf(counts) >= FEWEST_TOGETHER);
    return { id, all: sumOf(all) >= FEWEST_TOGETHER ? all : null, groups: shown ? counted : null };
  });
}

/** Ids of what every group clearly says alike, most so first. */
export function unitingOf(statements: readonly CountedStatement[]): number[] {
  return ranked(statements, (groups) => {
    const alike = SIDES.map((side) => groups.map((counts) => likelihood(counts, side))).filter((ofGroups) =>
      ofGroups.every((value) => value >= CLEARLY),
    );
    return Math.max(0, ...alike.map((ofGroups) => ofGroups.reduce((product, value) => product * value, 1)));
  });
}

/** Ids of what groups say differently, most so first. */
export function dividingOf(statements: readonly CountedStatement[]): number[] {
  return ranked(statements, (groups) => {
    // Both sides, so that who agrees and who disagrees lie further apart than who agrees and who passes.
    const spans = SIDES.map((side) => {
      const saying = groups.map((counts) => likelihood(counts, side));
      return Math.max(...saying) - Math.min(...saying);
    });
    const apart = spans.reduce((sum, span) => sum + span, 0) / SIDES.length;
    return apart >= APART ? apart : 0;
  });
}

function ranked(
  statements: readonly CountedStatement[],
  rank: (groups: readonly VoteCounts[]) => number,
): number[] {
  return statements
    .flatMap(({ id, groups }) => (groups ? [{ id, value: rank(groups) }] : []))
    .filter(({ value }) => value > 0)
    .sort((one, other) => other.value - one.value || one.id - other.id)
    .slice(0, MOST_SHOWN)
    .map(({ id }) => id);
}

/** What a group is known by, most so first: what it clearly says, and the others much less. */
export function typicalOf(statements: readonly CountedStatement[], group: number): KeptGroup["typical"] {
  return statements
    .flatMap(({ id, groups }) => {
      const own = groups?.[group];
      if (!groups || !own || groups.length < 2) return [];
      const others = groups.filter((_, index) => index !== group).reduce(added);
      return SIDES.map((vote) => ({
        statement: id,
        vote,
        own: likelihood(own, vote),
        known: likelihood(own, vote) / likelihood(others, vote),
      }));
    })
    .filter(({ own, known }) => own >= CLEARLY && known >= KNOWN_BY)
    .sort((one, other) => other.known - one.known || one.statement - other.statement)
    .slice(0, MOST_TYPICAL)
    .map(({ statement, vote }) => ({ statement, vote }));
}

const added = (one: VoteCounts, other: VoteCounts): VoteCounts => ({
  agree: one.agree + other.agree,
  disagree: one.disagree + other.disagree,
  pass: one.pass + other.pass,
});
