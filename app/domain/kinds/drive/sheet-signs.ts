/** So many lines after one another are no accident. */
const SORTED_RUN = 8;
const COPIED_RUN = 4;

const order = new Intl.Collator("ko").compare;

/**
 * How many lines after one another stand in the order of the alphabet, at the most: a sheet that was copied from a
 * list of names looks so. Eight by chance are one in 40,000.
 *
 * @returns 0 when it is no sign
 */
export function sortedRun(names: readonly string[]): number {
  let longest = 1;
  let run = 1;
  for (const [index, name] of names.entries()) {
    const before = names[index - 1];
    run = before !== undefined && name !== "" && order(before, name) < 0 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest >= SORTED_RUN ? longest : 0;
}

/**
 * How many lines after one another stand in the same order on another sheet, at the most.
 *
 * @param lines this sheet's, in their order; undefined: a line that can be compared with none
 * @param others where the same people stand on other sheets
 * @returns 0 when it is no sign
 */
export function copiedRun(
  lines: readonly (string | undefined)[],
  others: readonly { hash: string; sheet: number; line: number }[],
): number {
  const places = new Map<string, { sheet: number; line: number }[]>();
  for (const { hash, ...place } of others) places.set(hash, [...(places.get(hash) ?? []), place]);
  let longest = 0;
  let open = new Map<string, number>();
  for (const hash of lines) {
    const next = new Map<string, number>();
    for (const { sheet, line } of hash === undefined ? [] : (places.get(hash) ?? [])) {
      const run = (open.get(`${sheet}/${line - 1}`) ?? 0) + 1;
      next.set(`${sheet}/${line}`, run);
      longest = Math.max(longest, run);
    }
    open = next;
  }
  return longest >= COPIED_RUN ? longest : 0;
}
