import type { Queryable } from "#db/client.ts";
import { listEvents, readLedgerHead } from "#db/queries/events.ts";
import { GENESIS, hashLine, lineOf } from "./chain.ts";

const PAGE = 5_000;

type ChainVerification =
  | { holds: true; lines: number }
  | { holds: false; lines: number; brokenAt: number; reason: "missing" | "changed" | "cut-off" };

/**
 * Walks the whole chain of a space from its first line, a page at a time.
 *
 * @param onProgress told the number of lines that hold so far
 * @returns the first line that does not hold, with the reason: a number is missing, a line was changed, or the
 *   chain ends before the head says it does. A chain that was cut off and given a new head, or written anew from some
 *   line on, holds by itself: only a head that somebody else kept shows it.
 */
export async function verifyChain(
  db: Queryable,
  spaceId: number,
  onProgress?: (lines: number) => void,
): Promise<ChainVerification> {
  const head = await readLedgerHead(db, spaceId);
  let previous: Buffer = GENESIS;
  let lines = 0;
  for (;;) {
    const page = await listEvents(db, spaceId, lines, PAGE);
    for (const event of page) {
      if (event.seq > head.seq) break; // appended while we walked
      if (event.seq !== lines + 1) return { holds: false, lines, brokenAt: lines + 1, reason: "missing" };
      const expected = hashLine(previous, lineOf(event));
      if (!expected.equals(event.hash))
        return { holds: false, lines, brokenAt: event.seq, reason: "changed" };
      previous = expected;
      lines += 1;
    }
    onProgress?.(lines);
    if (page.length < PAGE || lines >= head.seq) break;
  }
  if (lines < head.seq) return { holds: false, lines, brokenAt: lines + 1, reason: "missing" };
  if (!previous.equals(head.hash)) return { holds: false, lines, brokenAt: lines, reason: "cut-off" };
  return { holds: true, lines };
}
