const FIRST_WAIT_MS = 15_000;
const MOST_ATTEMPTS = 12;

/**
 * When a refused letter is tried again: after 15 seconds, then twice as long each time, for some eight hours. Null,
 * and so never, once the server said that it never will take it (RFC 5321, 4.2.1: 5yz), or after twelve attempts.
 */
export function nextAttempt(refusal: unknown, attemptsBefore: number, now: Date): Date | null {
  const code: unknown =
    refusal instanceof Error && "responseCode" in refusal ? refusal.responseCode : undefined;
  if (typeof code === "number" && code >= 500) return null;
  if (attemptsBefore + 1 >= MOST_ATTEMPTS) return null;
  return new Date(now.getTime() + FIRST_WAIT_MS * 2 ** attemptsBefore);
}
