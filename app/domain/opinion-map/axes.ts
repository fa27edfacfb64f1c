import { PCA } from "ml-pca";
import type { Axes, Place, Vote } from "#db/tables/opinion-map.ts";

/** What somebody said to each statement, in order; null: nothing. */
export type Votes = readonly (Vote | null)[];

const VALUES: Record<Vote, number> = { agree: 1, pass: 0, disagree: -1 };

/** Votes as numbers; where somebody said nothing, the mean of the statement stands for it (see {@link findAxes}). */
const numbersOf = (votes: Votes, means: readonly number[]): number[] =>
  means.map((mean, index) => numberOf(votes[index]) ?? mean);

const numberOf = (vote: Vote | null | undefined) =>
  vote === null || vote === undefined ? undefined : VALUES[vote];

/** The mean of what was said to each statement; 0 where nobody said anything. */
export function meansOf(people: readonly Votes[], statements: number): number[] {
  return Array.from({ length: statements }, (_, index) => {
    let [sum, count] = [0, 0];
    for (const votes of people) {
      const value = numberOf(votes[index]);
      if (value === undefined) continue;
      sum += value;
      count += 1;
    }
    return count === 0 ? 0 : sum / count;
  });
}

/**
 * The two axes along which people differ most (principal component analysis). What somebody did not vote on is taken
 * as the mean of its statement, so that it moves them nowhere: as Polis does (Small, Bjorkegren, Erkkilä, Shaw, Megill:
 * "Polis: Scaling deliberation by mapping high dimensional opinion spaces", Recerca 26 (2), 2021). Each axis points to
 * where its largest part is positive, so that the same votes make the same picture.
 */
export function findAxes(people: readonly Votes[], statements: number): Axes {
  const means = meansOf(people, statements);
  const rows = people.map((votes) => numbersOf(votes, means));
  const pca = new PCA(covarianceOf(rows, means), { isCovarianceMatrix: true });
  const vectors = pca.getEigenvectors();
  const shares = pca.getExplainedVariance();
  const component = (index: number) => directed(vectors.getColumn(index));
  return {
    means,
    components: [component(0), component(1)],
    variance: [shares[0] || 0, shares[1] || 0],
  };
}

/** Of the sample, as scikit-learn has it. By hand, over half of it: the library's took thirty times as long. */
function covarianceOf(rows: readonly (readonly number[])[], means: readonly number[]): number[][] {
  const size = means.length;
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows) {
    const centred = row.map((value, index) => value - (means[index] ?? 0));
    centred.forEach((value, one) => {
      const line = sums[one];
      if (value === 0 || !line) return;
      for (let other = one; other < size; other += 1)
        line[other] = (line[other] ?? 0) + value * (centred[other] ?? 0);
    });
  }
  const among = Math.max(1, rows.length - 1);
  return sums.map((_, one) =>
    Array.from(sums, (__, other) => (sums[Math.min(one, other)]?.[Math.max(one, other)] ?? 0) / among),
  );
}

function directed(vector: number[]): number[] {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) + 1e-9 ? value : most), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

/** Where somebody stands. */
export function placeOf(votes: Votes, { means, components }: Axes): Place {
  const centred = numbersOf(votes, means).map((value, index) => value - (means[index] ?? 0));
  const along = (component: readonly number[]) =>
    centred.reduce((sum, value, index) => sum + value * (component[index] ?? 0), 0);
  return [along(components[0]), along(components[1])];
}
