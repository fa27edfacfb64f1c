import { spacePrefix } from "#app/domain/space/address.ts";
import { EMPTY, extend, rootOfFrontier } from "#app/platform/merkle-frontier.ts";
import type { NoteKey } from "#app/platform/note-key.ts";
import type { Database, Tx } from "#db/client.ts";
import {
  findLatestCheckpoint,
  insertCheckpoint,
  listLineHashes,
  listUncovered,
  tryLockCheckpoints,
} from "#db/queries/checkpoints.ts";
import { readLedgerHead } from "#db/queries/events.ts";
import { inTransaction } from "#db/transaction.ts";
import { checkpointText, frontierOf, leafOfLine, packPeaks } from "./checkpoint.ts";
import type { LedgerKeys } from "./ledger-keys.ts";

const PAGE = 10_000;

interface Made {
  space: string;
  /**
   * "made"; "busy": another process is at it; "rewritten": the last line that was signed is not what it was, so there
   * is nothing that this key may sign.
   */
  outcome: "made" | "busy" | "rewritten";
}

/**
 * Signs the head of each ledger that has grown since its last checkpoint. A space is one transaction: killed anywhere
 * it leaves nothing, and the next run does the same. Several processes may run at once.
 *
 * Because lines are chained, the hash of the last line that was signed changes with any line before it: one comparison
 * keeps the key from ever signing two histories, as long as our own checkpoints were not rewritten too. That is what
 * witnesses are for.
 */
export async function makeCheckpoints(db: Database, keys: LedgerKeys, now: Date): Promise<Made[]> {
  const made: Made[] = [];
  for (const { id, code, first_id } of await listUncovered(db)) {
    const key = keys.of(spacePrefix({ id, code }, { id: first_id }));
    made.push({ space: code, outcome: await inTransaction(db, (tx) => makeCheckpoint(tx, id, key, now)) });
  }
  return made;
}

async function makeCheckpoint(tx: Tx, spaceId: number, key: NoteKey, now: Date): Promise<Made["outcome"]> {
  if (!(await tryLockCheckpoints(tx, spaceId))) return "busy";
  const last = await findLatestCheckpoint(tx, spaceId);
  const head = await readLedgerHead(tx, spaceId);
  if (last) {
    const [lastLine] = await listLineHashes(tx, spaceId, last.size - 1, last.size);
    if (!lastLine?.equals(last.head) || head.seq < last.size) return "rewritten";
    if (head.seq === last.size) return "made"; // by another, since we looked
  }
  let frontier = last ? frontierOf(last) : EMPTY;
  while (frontier.size < head.seq) {
    const to = Math.min(frontier.size + PAGE, head.seq);
    const hashes = await listLineHashes(tx, spaceId, frontier.size, to);
    if (frontier.size + hashes.length !== to) return "rewritten"; // a line is missing
    frontier = extend(frontier, hashes.map(leafOfLine));
  }
  const root = rootOfFrontier(frontier);
  const { size } = frontier;
  await insertCheckpoint(tx, {
    space_id: spaceId,
    size,
    head: head.hash,
    root,
    peaks: packPeaks(frontier),
    note: await key.sign(checkpointText({ origin: key.name, size, root })),
    made_at: now,
  });
  return "made";
}
