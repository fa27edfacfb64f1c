import type { Queryable } from "#db/client.ts";
import { listEvents, readLedgerHead } from "#db/queries/events.ts";
import { listSpaces } from "#db/queries/spaces.ts";
import { GENESIS, hashLine, lineOf } from "./chain.ts";

const PAGE = 5_000;

type Verification =
  | { holds: true; lines: number }
  | { holds: false; lines: number; brokenAt: number; reason: "missing" | "changed" | "cut-off" };

/**
 * Walks every space's chain, one after the other in the order of the spaces.
 *
 * @param onProgress told the number of lines of the space at work that hold so far
 */
export async function* verifyLedgers(db: Queryable, onProgress?: (lines: number) => void) {
  for (const { id, code } of await listSpaces(db))
    yield { space: code, ...(await verifyLedger(db, id, onProgress)) };
}

/**
 * Walks the whole chain of a space from its first line.
 *
 * @param onProgress told the number of lines that hold so far
 * @returns the first line that does not hold, with the reason: a number is missing, a line was changed, or the
 *   chain ends before the head says it does
 */
export async function verifyLedger(
  db: Queryable,
  spaceId: number,
  onProgress?: (lines: number) => void,
): Promise<Verification> {
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
