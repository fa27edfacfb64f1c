import { spacePrefix } from "#app/domain/space/address.ts";
import { EMPTY, extend, type Frontier, rootOfFrontier } from "#app/platform/merkle-frontier.ts";
import { splitNote } from "#app/platform/note.ts";
import type { Queryable } from "#db/client.ts";
import { listCheckpoints, listLineHashes } from "#db/queries/checkpoints.ts";
import { listSpaces } from "#db/queries/spaces.ts";
import { leafOfLine, packPeaks, readCheckpointText } from "./checkpoint.ts";
import type { LedgerKeys } from "./ledger-keys.ts";

const PAGE = 1_000;

type CheckpointVerification =
  | { holds: true; checkpoints: number; size: number }
  | { holds: false; checkpoints: number; size: number; reason: "cut-off" | "other-lines" | "not-ours" };

/** A head as somebody outside kept it. */
interface KeptHead {
  size: number;
  root: Buffer;
}

/**
 * Compares a space's checkpoints, and those that others kept, with its lines as they stand. The lines themselves must
 * have been walked before (`verifyLedger`).
 *
 * @param kept of this space, in any order
 * @returns the smallest checkpoint that does not hold: the ledger is shorter than it says, its lines are others, or it
 *   was not signed by our key
 */
async function verifyCheckpoints(
  db: Queryable,
  spaceId: number,
  keys: LedgerKeys,
  kept: readonly KeptHead[] = [],
): Promise<CheckpointVerification> {
  const waiting = [...kept].sort((a, b) => a.size - b.size);
  let frontier: Frontier = EMPTY;
  let checkpoints = 0;
  /** Goes on to that many lines; false: there are not so many. */
  const reach = async (size: number) => {
    while (frontier.size < size) {
      const hashes = await listLineHashes(db, spaceId, frontier.size, Math.min(size, frontier.size + PAGE));
      if (hashes.length === 0) return false;
      frontier = extend(frontier, hashes.map(leafOfLine));
    }
    return true;
  };
  const compare = async ({ size, root }: KeptHead) => {
    if (!(await reach(size))) return "cut-off" as const;
    return rootOfFrontier(frontier).equals(root) ? undefined : ("other-lines" as const);
  };
  const compareKept = async (below: number) => {
    for (let head = waiting[0]; head && head.size <= below; head = waiting[0]) {
      waiting.shift();
      const reason = await compare(head);
      if (reason) return { holds: false as const, checkpoints, size: head.size, reason };
      checkpoints += 1;
    }
    return undefined;
  };
  for (let after = 0; ; ) {
    const page = await listCheckpoints(db, spaceId, after, PAGE);
    for (const { size, root, head, peaks, note } of page) {
      const wrong = await compareKept(size);
      if (wrong) return wrong;
      const reason = (await compare({ size, root })) ?? (await oursOrNot(size, root, note));
      if (reason) return { holds: false, checkpoints, size, reason };
      const [last] = await listLineHashes(db, spaceId, size - 1, size);
      if (!last?.equals(head) || !packPeaks(frontier).equals(peaks))
        return { holds: false, checkpoints, size, reason: "other-lines" };
      checkpoints += 1;
      after = size;
    }
    if (page.length < PAGE) break;
  }
  const wrong = await compareKept(Number.POSITIVE_INFINITY);
  return wrong ?? { holds: true, checkpoints, size: frontier.size };

  async function oursOrNot(size: number, root: Buffer, note: string) {
    const text = splitNote(note)?.text ?? "";
    const body = readCheckpointText(text);
    const ours = body !== undefined && keys.named(body.origin).open(note) === text;
    return ours && body.size === size && body.root.equals(root) ? undefined : ("not-ours" as const);
  }
}

/**
 * The same of every space, in their order.
 *
 * @param keptText what witnesses kept, such as their files one behind the other; "": nothing
 */
export async function* verifyAllCheckpoints(db: Queryable, keys: LedgerKeys, keptText: string) {
  const spaces = await listSpaces(db);
  for (const { id, code } of spaces) {
    const { name } = keys.of(spacePrefix({ id, code }, spaces[0]));
    const kept = readKeptHeads(keptText, name, keys);
    yield { space: code, kept: kept.length, ...(await verifyCheckpoints(db, id, keys, kept)) };
  }
}

/**
 * The heads in what a witness kept: notes of ours, one behind the other, with whatever stands between them.
 *
 * @param text such as the file of a witness
 * @param origin of the space's log
 */
function readKeptHeads(text: string, origin: string, keys: LedgerKeys): KeptHead[] {
  const key = keys.named(origin);
  const notes = text.split(/(?<=^— .*\n)(?!— )/m);
  return notes.flatMap((part) => {
    const start = part.indexOf(`${origin}\n`);
    const read = start === -1 ? undefined : splitNote(part.slice(start));
    const ours = read?.signatures.find(({ name }) => name === origin);
    const signed = read && ours && key.open(`${read.text}\n${ours.line}`);
    const body = signed === undefined ? undefined : readCheckpointText(signed);
    return body ? [{ size: body.size, root: body.root }] : [];
  });
}
