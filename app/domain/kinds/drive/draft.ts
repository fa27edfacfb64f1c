import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { DriveDraft } from "#db/tables/drive-draft.ts";

/** SHA-256 of the draft's canonical JSON (RFC 8785), 32 bytes: a signature is bound to it. */
export function draftHash(draft: DriveDraft): Buffer {
  const text = canonicalize(draft);
  if (text === undefined) throw new TypeError("A draft must be JSON.");
  return createHash("sha256").update(text).digest();
}
