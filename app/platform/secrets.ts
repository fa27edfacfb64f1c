/** Everybody can read these: they are the demonstration's and no real city's. */
export const DEMONSTRATION_SECRETS = {
  IDENTITY_KEY: "demonstration-identity-key-not-for-a-real-city",
  PERSONAL_DATA_KEY: "demonstration-personal-data-key-not-for-a-real-city",
  COOKIE_KEY: "demonstration-cookie-key-not-for-a-real-city",
  RECEIPT_KEY: "demonstration-receipt-key-not-for-a-real-city",
  LEDGER_KEY: "demonstration-ledger-key-not-for-a-real-city",
  PUSH_KEY: "demonstration-push-key-not-for-a-real-city",
} as const;

export const SHORTEST_SECRET = 32;

/**
 * Bits, as {@link estimateBits} counts them. 32 random hex digits, the shortest that we call random, were never below
 * it in 300,000 trials; one word again and again, and rows of digits or letters, are.
 */
const LEAST_BITS = 80;

/** What is wrong with a secret of a real city; undefined: nothing that can be seen. */
export function faultOfSecret(secret: string): string | undefined {
  const known: readonly string[] = Object.values(DEMONSTRATION_SECRETS);
  if (known.includes(secret)) return "is the demonstration's, which everybody can read";
  if (secret.length < SHORTEST_SECRET) return `must have at least ${SHORTEST_SECRET} characters`;
  return estimateBits(secret) < LEAST_BITS ? "is too regular to be secret" : undefined;
}

/**
 * An upper bound of what somebody who guesses must find out: the entropy of the characters, or of the steps from one
 * to the next where that is less (abcdef…), of what does not repeat itself. It cannot know a sentence from a book.
 */
function estimateBits(secret: string): number {
  const codes = [...secret].map((character) => character.codePointAt(0) ?? 0);
  const length = codes.length;
  let period = 1;
  while (!codes.every((code, index) => index < period || code === codes[index - period])) period += 1;
  const once = codes.slice(0, Math.min(period, length));
  const steps = once.slice(1).map((code, index) => code - (once[index] ?? 0));
  return Math.min(entropyOf(once), entropyOf(steps));
}

/** Shannon's, by how often each value occurs, times their number. */
function entropyOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - count * Math.log2(count / values.length), 0);
}
