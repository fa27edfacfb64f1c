/** How many letters must be changed, put in, left out or swapped with their neighbour; `limit` when not fewer. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  return Math.min(limit, lastRow(a, b, (place) => place).at(-1) ?? limit);
}

/** As {@link distance}, from a word to the piece of a text that is nearest to it. */
export function distanceInside(word: string, text: string): number {
  return lastRow(word, text, () => 0).reduce((least, errors) => Math.min(least, errors), word.length);
}

/** From all of `a` to each beginning of `b`; `skipped`: what it costs to pass over so many letters of `b` first. */
function lastRow(a: string, b: string, skipped: (letters: number) => number): number[] {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => skipped(i));
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row;
}
