import { leafHash } from "#app/platform/merkle.ts";
import type { Frontier } from "#app/platform/merkle-frontier.ts";

/**
 * A checkpoint of a ledger, in the form of C2SP tlog-checkpoint: origin, size, root. The ledger is a chain, and the
 * form asks for a tree (RFC 6962), so the tree's entries are the hashes of the lines, 32 bytes each, in their order.
 * By the chain the last of them says everything before it; by the tree anyone can prove in a few hashes that a later
 * checkpoint goes on from an earlier one, or that a line stands in it.
 */
const HASH_BYTES = 32;

export interface CheckpointBody {
  origin: string;
  size: number;
  root: Buffer;
}

/** The text that is signed. */
export function checkpointText({ origin, size, root }: CheckpointBody): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** Reads it; undefined when it is none. Lines behind the third are passed over, as the form has it. */
export function readCheckpointText(text: string): CheckpointBody | undefined {
  const [origin = "", size = "", base64 = ""] = text.split("\n");
  const root = Buffer.from(base64, "base64");
  if (origin === "" || !/^(0|[1-9]\d{0,14})$/.test(size) || root.length !== HASH_BYTES) return undefined;
  return { origin, size: Number(size), root };
}

/** The tree's leaf of a line. @param hash the line's, as the chain has it */
export const leafOfLine = (hash: Buffer): Buffer => leafHash(hash);

/** Peaks as they are stored, one behind the other. */
export const packPeaks = ({ peaks }: Frontier): Buffer => Buffer.concat(peaks);

export function frontierOf({ size, peaks }: { size: number; peaks: Buffer }): Frontier {
  const count = peaks.length / HASH_BYTES;
  return {
    size,
    peaks: Array.from({ length: count }, (_, at) => peaks.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)),
  };
}
