interface Range {
  min: number;
  max: number;
}

const MOST_BINS = 10;
/** A range with more whole numbers than this is one that nobody thought of, and is cut by powers of ten. */
const WIDE = 10_000_000;

const nameOf = (low: number, high: number): string => (low === high ? String(low) : `${low}..${high}`);

const isWide = ({ min, max }: Range): boolean => min >= 0 && max - min >= WIDE;

const widthOf = ({ min, max }: Range): number => Math.ceil((max - min + 1) / MOST_BINS);

/**
 * In which of at most ten parts of its range a number lies, as `LOW..HIGH`; of a range of ten or less each is its own.
 * Parts are told by the question and not by what was answered: its lowest and highest would be somebody's own figures.
 * No I/O.
 */
export function binOf(range: Range, value: number): string {
  const { min, max } = range;
  if (isWide(range)) {
    const power = value < 10 ? 0 : 10 ** (String(value).length - 1);
    return nameOf(Math.max(min, power), Math.min(max, power === 0 ? 9 : power * 10 - 1));
  }
  const width = widthOf(range);
  const low = min + Math.floor((value - min) / width) * width;
  return nameOf(low, Math.min(low + width - 1, max));
}

/** All parts of a range, rising. */
export function binsOf(range: Range): string[] {
  const { min, max } = range;
  const lows: number[] = [];
  if (isWide(range))
    for (let low = min; low <= max; low = low < 10 ? 10 : 10 ** String(low).length) lows.push(low);
  else for (let low = min; low <= max; low += widthOf(range)) lows.push(low);
  return lows.map((low) => binOf(range, low));
}
