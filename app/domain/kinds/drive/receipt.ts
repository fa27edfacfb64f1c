import { randomBytes } from "node:crypto";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { NoteKey } from "#app/platform/note-key.ts";

/** What a receipt says. It names nobody; the nonce makes each one a secret of who holds it. */
export interface ReceiptFacts {
  driveId: number;
  /** SHA-256 of the draft that was signed, hex. */
  draftHash: string;
  /** In Seoul, YYYY-MM-DD. Receipts of the first form say the minute; nobody is told more than the day of them. */
  day: string;
}

/** What the text of a receipt follows from: all of it is stored with the signature, so the text is not. */
export interface ReceiptSource {
  matter_id: number;
  draft_hash: Buffer;
  signed_at: Date;
  nonce: Buffer;
  /** Its form: the text that was given to the signer stays what it was. */
  receipt: number;
}

const NONCE_BYTES = 32;
/**
 * The form of new receipts. The first one, of drives' first days, had the minute in it: beside the ledger's batches and
 * the live count, a lost receipt told more of its holder than that they signed.
 */
export const RECEIPT_FORM = 2;
const FORMAT =
  /^gonggam signature receipt v[12]\ndrive ([1-9]\d{0,14})\ndraft ([0-9a-f]{64})\n(?:day (\d{4}-\d\d-\d\d)|time (\d{4}-\d\d-\d\dT\d\d:\d\dZ))\nnonce [A-Za-z0-9+/]{43}=\n$/;

export const receiptNonce = (): Buffer => randomBytes(NONCE_BYTES);

/**
 * The text of a signature's receipt: what its leaf in the ledger's batch is the hash of. Our own signature is put
 * under it when it is shown (Ed25519 is deterministic: the same whenever that is), out of the way of the many.
 */
export function receiptText({ matter_id, draft_hash, signed_at, nonce, receipt }: ReceiptSource): string {
  const minute = `time ${signed_at.toISOString().slice(0, 16)}Z`;
  return [
    `gonggam signature receipt v${receipt}`,
    `drive ${matter_id}`,
    `draft ${draft_hash.toString("hex")}`,
    receipt === 1 ? minute : `day ${seoulDay(signed_at)}`,
    `nonce ${nonce.toString("base64")}`,
    "",
  ].join("\n");
}

/** The text of a note of this portal and what it says; undefined when it is no receipt, or this portal did not sign it. */
export function readReceipt(key: NoteKey, note: string): { text: string; facts: ReceiptFacts } | undefined {
  const text = key.open(note);
  const [, driveId, draftHash, day, minute] = FORMAT.exec(text ?? "") ?? [];
  const signedOn = minute === undefined ? day : seoulDay(new Date(minute));
  return text && driveId && draftHash && signedOn
    ? { text, facts: { driveId: Number(driveId), draftHash, day: signedOn } }
    : undefined;
}
