import { randomBytes } from "node:crypto";
import type { ReceiptKey } from "#app/platform/receipt-key.ts";

/** What a receipt says. It names nobody; the nonce makes each one a secret of who holds it. */
export interface ReceiptFacts {
  driveId: number;
  /** SHA-256 of the draft that was signed, hex. */
  draftHash: string;
  /** To the minute, such as 2026-11-22T16:20Z */
  time: string;
}

const FORMAT =
  /^(\S+) signature receipt v1\ndrive ([1-9]\d{0,14})\ndraft ([0-9a-f]{64})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\dZ)\nnonce [A-Za-z0-9+/]{43}=\n$/;

/**
 * The text of a receipt for a signature that is being made. Ed25519 is deterministic, so signing it can wait until
 * it is shown or recorded: the note is the same whenever that is.
 */
export function receiptText(key: ReceiptKey, driveId: number, draftHash: Buffer, at: Date): string {
  return [
    `${key.name} signature receipt v1`,
    `drive ${driveId}`,
    `draft ${draftHash.toString("hex")}`,
    `time ${at.toISOString().slice(0, 16)}Z`,
    `nonce ${randomBytes(32).toString("base64")}`,
    "",
  ].join("\n");
}

/** What a note of this portal says; undefined when it is no receipt, or was not signed by this portal. */
export function readReceipt(key: ReceiptKey, note: string): ReceiptFacts | undefined {
  const text = key.open(note);
  const [, , driveId, draftHash, time] = FORMAT.exec(text ?? "") ?? [];
  return driveId && draftHash && time ? { driveId: Number(driveId), draftHash, time } : undefined;
}
