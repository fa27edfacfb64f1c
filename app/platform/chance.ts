/** A number spread over 0 … 2^32−1, the same on every machine (the finaliser of MurmurHash3, public domain). */
export function spread(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number from 0 to 1 of two others, always the same. */
export const chance = (a: number, b: number): number => spread(spread(a) ^ (b * 0x9e3779b9)) / 2 ** 32;
