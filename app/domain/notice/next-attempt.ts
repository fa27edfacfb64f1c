const FIRST_WAIT_MS = 15_000;
const MOST_ATTEMPTS = 12;

/** Where a server speaks of this one letter: its reader, or what stands in it. */
const ABOUT_THE_LETTER: ReadonlySet<unknown> = new Set(["RCPT TO", "DATA"]);
/** What nodemailer calls a server that is not found, not reached, or lost before it said anything of the letter. */
const NOT_REACHED: ReadonlySet<unknown> = new Set(["ECONNECTION", "EDNS", "ESOCKET", "ETIMEDOUT", "ETLS"]);

/**
 * When a refused letter is tried again: after 15 seconds, then twice as long each time, for some eight hours. Null,
 * and so never, once the server said of this letter that it never will take it (RFC 5321, 4.2.1: 5yz), or after
 * twelve attempts. A wrong password or sender of ours is a 5yz too, and no fault of the letter's; nor is a server
 * that gives no answer, so that alone never ends it.
 */
export function nextAttempt(refusal: unknown, attemptsBefore: number, now: Date): Date | null {
  if (refusal instanceof Error && "responseCode" in refusal && "command" in refusal) {
    const { responseCode, command } = refusal;
    const forGood = typeof responseCode === "number" && responseCode >= 500;
    if (forGood && ABOUT_THE_LETTER.has(command)) return null;
  }
  const last = MOST_ATTEMPTS - 2;
  if (attemptsBefore > last && !isUnanswered(refusal)) return null;
  return new Date(now.getTime() + FIRST_WAIT_MS * 2 ** Math.min(attemptsBefore, last));
}

/** Whether no mail server answered at all: then the next letter would only wait for the same silence. */
export function isUnanswered(refusal: unknown): boolean {
  if (!(refusal instanceof Error) || !("code" in refusal)) return false;
  return NOT_REACHED.has(refusal.code) && !("responseCode" in refusal && refusal.responseCode);
}
