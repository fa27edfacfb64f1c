const FIRST_WAIT_MS = 15_000;
const MOST_ATTEMPTS = 12;

/** Where a server speaks of this one letter: its reader, or what stands in it. */
const ABOUT_THE_LETTER: ReadonlySet<unknown> = new Set(["RCPT TO", "DATA"]);

/**
 * When a refused letter is tried again: after 15 seconds, then twice as long each time, for some eight hours. Null,
 * and so never, once the server said of this letter that it never will take it (RFC 5321, 4.2.1: 5yz), or after
 * twelve attempts. A wrong password or sender of ours is a 5yz too, and no fault of the letter's.
 */
export function nextAttempt(refusal: unknown, attemptsBefore: number, now: Date): Date | null {
  if (refusal instanceof Error && "responseCode" in refusal && "command" in refusal) {
    const { responseCode, command } = refusal;
    const forGood = typeof responseCode === "number" && responseCode >= 500;
    if (forGood && ABOUT_THE_LETTER.has(command)) return null;
  }
  if (attemptsBefore + 1 >= MOST_ATTEMPTS) return null;
  return new Date(now.getTime() + FIRST_WAIT_MS * 2 ** attemptsBefore);
}
