import { nodeHash, rootOf, split } from "./merkle.ts";

/**
 * What must be kept of a tree (RFC 6962) that only grows, to go on and to prove it: the roots of its perfect subtrees,
 * one for each 1 in the binary form of its size. 32 bytes each, at most 20 of them for a million leaves.
 */
export interface Frontier {
  readonly size: number;
  /** From the left, the largest first. */
  readonly peaks: readonly Buffer[];
}

export const EMPTY: Frontier = { size: 0, peaks: [] };

/** The tree with more leaves behind those that it has. */
export function extend(frontier: Frontier, leaves: readonly Buffer[]): Frontier {
  const peaks = [...frontier.peaks];
  let { size } = frontier;
  for (const leaf of leaves) {
    let peak = leaf;
    // As in counting: each 1 at the end is carried.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = peaks.pop();
      if (!left) throw new RangeError(`A tree of ${size} leaves has more peaks.`);
      peak = nodeHash(left, peak);
    }
    peaks.push(peak);
    size += 1;
  }
  return { size, peaks };
}

/** The tree's root; of no leaves, the hash of nothing. */
export function rootOfFrontier({ peaks }: Frontier): Buffer {
  const [last, ...lower] = [...peaks].reverse();
  return last ? lower.reduce((right, left) => nodeHash(left, right), last) : rootOf([]);
}

/**
 * That the tree of now begins with the tree of before (PROOF, RFC 6962, 2.1.2). The older part is in the proof only as
 * perfect subtrees, so none of its leaves is needed.
 *
 * @param added the leaves that came after `old`
 * @returns empty when either is nothing: there is nothing to prove
 * @throws RangeError when `old` has not the peaks that its size asks for
 */
export function consistencyProof(old: Frontier, added: readonly Buffer[]): Buffer[] {
  if (old.size === 0 || added.length === 0) return [];
  const peakAt = new Map<number, Buffer>();
  let start = 0;
  for (const peak of old.peaks) {
    peakAt.set(start, peak);
    start += split(old.size - start + 1);
  }
  if (start !== old.size) throw new RangeError(`A tree of ${old.size} leaves has other peaks.`);
  const oldPart = (from: number): Buffer => {
    const peak = peakAt.get(from);
    if (!peak) throw new RangeError(`There is no subtree at ${from}.`);
    return peak;
  };
  const newPart = (from: number, to: number) => rootOf(added.slice(from - old.size, to - old.size));
  const prove = (from: number, to: number, isWhole: boolean): Buffer[] => {
    if (to === old.size) return isWhole ? [] : [oldPart(from)];
    const middle = from + split(to - from);
    return old.size <= middle
      ? [...prove(from, middle, isWhole), newPart(middle, to)]
      : [...prove(middle, to, false), oldPart(from)];
  };
  return prove(0, old.size + added.length, true);
}
