import { PortalError } from "#app/domain/errors.ts";
import {
  checkReceipt,
  findDriveOfReceipt,
  proofOfLeaf,
  type ReceiptCheck,
} from "#app/domain/kinds/drive/check-receipt.ts";
import type { Portal } from "#app/portal.ts";

/** More than any receipt has. */
const LARGEST_FILE = 20_000;

/** What somebody pasted, or the file they chose; a file wins. */
export async function receiptOf(form: FormData): Promise<string> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) {
    if (file.size > LARGEST_FILE)
      throw new PortalError("invalid-input", {
        faults: [{ field: "receipt", code: "too-long", values: { max: LARGEST_FILE } }],
      });
    return file.text();
  }
  const text = form.get("receipt");
  return typeof text === "string" ? text : "";
}

export interface CheckedReceipt {
  result: ReceiptCheck["result"];
  drive: { address: string; title: string } | null;
  /** When it was signed, in Seoul, YYYY-MM-DD. */
  day: string | null;
  /** The text that was signed is the drive's text. */
  sameDraft: boolean;
  place: { seq: number; leafIndex: number; treeSize: number } | null;
}

/**
 * Checks a receipt against the ledger of a space.
 *
 * @throws PortalError "invalid-input" for an empty or far too long text
 */
export async function checkedReceipt(
  portal: Portal,
  spaceId: number,
  pasted: string,
): Promise<CheckedReceipt> {
  const check = await checkReceipt(portal.db, spaceId, portal.signing.receipts, pasted);
  if (check.result === "not-ours")
    return { result: "not-ours", drive: null, day: null, sameDraft: false, place: null };
  const drive = await findDriveOfReceipt(portal.db, spaceId, check.facts);
  return {
    result: check.result,
    drive: drive && { address: drive.address, title: drive.title },
    day: check.facts.day,
    sameDraft: drive?.sameDraft ?? false,
    place:
      check.result === "included"
        ? { seq: check.ledger.seq, leafIndex: check.leafIndex, treeSize: check.treeSize }
        : null,
  };
}

/** What the code on a printed receipt asks: whether what it stands for is in the ledger. It says nothing of the receipt. */
export async function checkedLeaf(portal: Portal, spaceId: number, leaf: string): Promise<CheckedReceipt> {
  const proof = await proofOfLeaf(portal.db, spaceId, Buffer.from(leaf, "hex"));
  const { leafIndex, treeSize, ledger } = proof ?? {};
  const isRecorded = leafIndex !== undefined && treeSize !== undefined && ledger !== undefined;
  return {
    result: isRecorded ? "included" : "not-ours",
    drive: null,
    day: null,
    sameDraft: false,
    place: isRecorded ? { seq: ledger.seq, leafIndex, treeSize } : null,
  };
}
