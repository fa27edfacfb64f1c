import { randomBytes } from "node:crypto";
import type { NoteKey } from "#app/platform/note-key.ts";

/** What a receipt says. It names nobody; the nonce makes each one a secret of who holds it. */
export interface ReceiptFacts {
  driveId: number;
  /** SHA-256 of the draft that was signed, hex. */
  draftHash: string;
  /** To the minute, such as 2026-11-22T16:20Z */
  time: string;
}

/** What the text of a receipt follows from: all of it is stored with the signature, so the text is not. */
export interface ReceiptSource {
  matter_id: number;
  draft_hash: Buffer;
  signed_at: Date;
  nonce: Buffer;
}

const NONCE_BYTES = 32;
const FORMAT =
  /^gonggam signature receipt v1\ndrive ([1-9]\d{0,14})\ndraft ([0-9a-f]{64})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\dZ)\nnonce [A-Za-z0-9+/]{43}=\n$/;

export const receiptNonce = (): Buffer => randomBytes(NONCE_BYTES);

/**
 * The text of a signature's receipt: what its leaf in the ledger's batch is the hash of. Our own signature is put
 * under it when it is shown (Ed25519 is deterministic: the same whenever that is), out of the way of the many.
 */
export function receiptText({ matter_id, draft_hash, signed_at, nonce }: ReceiptSource): string {
  return [
    "gonggam signature receipt v1",
    `drive ${matter_id}`,
    `draft ${draft_hash.toString("hex")}`,
    `time ${signed_at.toISOString().slice(0, 16)}Z`,
    `nonce ${nonce.toString("base64")}`,
    "",
  ].join("\n");
}

/** The text of a note of this portal and what it says; undefined when it is no receipt, or this portal did not sign it. */
export function readReceipt(key: NoteKey, note: string): { text: string; facts: ReceiptFacts } | undefined {
  const text = key.open(note);
  const [, driveId, draftHash, time] = FORMAT.exec(text ?? "") ?? [];
  return text && driveId && draftHash && time
    ? { text, facts: { driveId: Number(driveId), draftHash, time } }
    : undefined;
}
