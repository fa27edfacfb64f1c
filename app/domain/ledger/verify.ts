import type { Database } from "#db/client.ts";
import { inSnapshot } from "#db/queries/ledger-checks/check.ts";
import { COUNT_CHECKS } from "#db/queries/ledger-checks/counts.ts";
import { DUTY_CHECKS } from "#db/queries/ledger-checks/duties.ts";
import { countUnhashed, findUnhashed, TEXT_CHECKS } from "#db/queries/ledger-checks/texts.ts";
import { listSpaces } from "#db/queries/spaces.ts";
import type { Fault, LedgerCheck } from "./fault.ts";
import type { TextKind } from "./lines.ts";
import { recordedCounts } from "./record-counts.ts";
import { countEarlier, earlier } from "./record-earlier.ts";
import { verifyChain } from "./verify-chain.ts";

/** What is wrong, where a check finds something. */
const SAYS = {
  "proposal-text": "the proposal's title and body are not those that the line speaks of",
  "proposal-pictures": "the proposal's pictures are not those that it was published with",
  "forum-title": "the forum does not go by the title that the line speaks of",
  supplements: "a supplement is not the one that its line speaks of, or one of the two is missing",
  replies: "a reply is not the one that its line speaks of, or one of the two is missing",
  background:
    "an item of the forum's background is not the one that its line speaks of, or one of the two is missing",
  "background-removed": "the forum's background shows, or hides, what its lines do not",
  opinions: "an opinion is not the one that its line speaks of, or one of the two is missing",
  "standing-opinions": "an opinion is shown otherwise than its last version",
  "opinion-replies":
    "a reply to an opinion is not the one that its line speaks of, or one of the two is missing",
  statements: "a statement is not the one that its line speaks of, or one of the two is missing",
  "statements-hidden": "a statement is shown, or hidden, otherwise than its lines say",
  objected: "an objection is not the one that its line speaks of, or one of the two is missing",
  objections: "an objection was not decided as its line says, or one of the two is missing",
  matters: "the matter has no line that put it before the public",
  states: "the matter is not open, closed or withdrawn as its lines say",
  closing: "the matter does not close on the day that its line says",
  publication: "the matter is not before everybody, about what and under which rules its line says",
  imported: "the matter was not taken over with the count that its line says",
  counts: "the count is not the number of supports",
  days: "the days do not add up to the count",
  serials: "a support has a serial that was never given",
  withdrawals: "a support that was taken back stands",
  recorded: "the supports of up to a time are not as many as the ledger said then",
  stances: "the opinions for and against are not as many as are counted",
  passed: "the count has passed a threshold that was not reached",
  reached: "a threshold was not reached as its line says, or one of the two is missing",
  thresholds: "a threshold is not the one of the rules",
  crossings: "the support that reached the threshold was not exactly the Nth",
  duties: "a duty is not the one that its line speaks of, or one of the two is missing",
  "due-dates": "a duty is not due on the day that its line says",
  "met-by-reply": "a duty was not met when its first final reply was given",
  promised: "a reply promises another, or decides otherwise than before, not as its line says",
  "met-by-law": "a duty was not met when the act was done that the law asks for",
  inspections: "an inspection has a result on a day of which no line speaks",
} as const satisfies Record<
  keyof typeof TEXT_CHECKS | keyof typeof COUNT_CHECKS | keyof typeof DUTY_CHECKS,
  string
>;
type CheckName = keyof typeof SAYS;

/** Every kind of line that is about a text: the compiler names what is missing, and what is none. */
const ABOUT_TEXTS = {
  "rules-published": true,
  published: true,
  "text-changed": true,
  supplemented: true,
  replied: true,
  "forum-opened": true,
  "question-set": true,
  background: true,
  opinion: true,
  "opinion-replied": true,
  statement: true,
  imported: true,
  "earlier-recorded": true,
  "statute-published": true,
  certified: true,
  objected: true,
  "objection-decided": true,
  "shortfall-granted": true,
  dismissed: true,
  "council-decided": true,
  "poll-approved": true,
  "poll-corrected": true,
  "poll-closed": true,
  "draw-fixed": true,
  drawn: true,
  "vote-announced": true,
  "vote-counted": true,
  "vote-published": true,
  "vote-objection-decided": true,
} as const satisfies Record<TextKind, true>;
const TEXT_KINDS = Object.keys(ABOUT_TEXTS);

const CHAIN_SAYS = {
  missing: "the line is missing",
  changed: "the line's content does not fit its hash",
  "cut-off": "the chain's head names another hash",
};

export type Verification =
  | { holds: true; lines: number; unhashed: number; earlier: number }
  | { holds: false; lines: number; fault: Fault };

/**
 * Verifies the ledger of every space, one after the other in the order of the spaces.
 *
 * @param checks those of the kinds, beside the general ones
 * @param onProgress told the number of lines of the space at work that hold so far
 */
export async function* verifyLedgers(
  db: Database,
  checks: readonly LedgerCheck[],
  onProgress?: (lines: number) => void,
) {
  for (const { id, code } of await listSpaces(db))
    yield { space: code, ...(await verifyLedger(db, checks, id, onProgress)) };
}

/**
 * Recomputes a space's ledger from the database: first its chain, then everything that its lines speak of. Nothing
 * is held in memory but a page of it, and all of it is seen as it stood at one moment.
 *
 * @returns the first thing that does not hold; else how many lines there are, and how many of those about a text have
 *   no hash of it, because they were written before the ledger had one; `earlier`: how many rows have no line for
 *   the same reason
 */
export function verifyLedger(
  db: Database,
  checks: readonly LedgerCheck[],
  spaceId: number,
  onProgress?: (lines: number) => void,
): Promise<Verification> {
  return inSnapshot(db, async (tx) => {
    const chain = await verifyChain(tx, spaceId, onProgress);
    const { lines } = chain;
    if (!chain.holds) {
      const fault = { check: "chain", line: chain.brokenAt, matter: null, says: CHAIN_SAYS[chain.reason] };
      return { holds: false, lines, fault };
    }
    for (const check of [hashed, earlier, recordedCounts, general, ...checks]) {
      const fault = await check(tx, spaceId);
      if (fault) return { holds: false, lines, fault };
    }
    const unhashed = await countUnhashed(tx, spaceId, TEXT_KINDS);
    return { holds: true, lines, unhashed, earlier: (await countEarlier(tx, spaceId)).rows };
  });
}

const hashed: LedgerCheck = async (db, spaceId) => {
  const found = await findUnhashed(db, spaceId, TEXT_KINDS);
  return found && { check: "hashed", ...found, says: "the line is about a text and has no hash of it" };
};

const isName = (name: string): name is CheckName => name in SAYS;

const general: LedgerCheck = async (db, spaceId) => {
  for (const [name, look] of Object.entries({ ...TEXT_CHECKS, ...COUNT_CHECKS, ...DUTY_CHECKS })) {
    const found = await look(db, spaceId);
    if (found && isName(name)) return { check: name, ...found, says: SAYS[name] };
  }
  return undefined;
};
