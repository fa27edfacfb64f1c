import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { DriveDraft } from "#db/tables/drive-draft.ts";

/** SHA-256 of the draft's canonical JSON (RFC 8785), 32 bytes: a signature is bound to it. */
export function draftHash(draft: DriveDraft): Buffer {
  return Buffer.from(hashTexts(draft), "hex");
}
