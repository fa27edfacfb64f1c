/** As many as are shown at least exactly. */
const EXACT_BELOW = 100;

/**
 * A number by its two leading digits: a picture that says it is drawn anew at most ninety times while what it counts
 * becomes ten times as much, however fast that goes.
 */
export function aboutSoMany(count: number): number {
  if (count < EXACT_BELOW) return count;
  const step = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / step) * step;
}
