import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * The hash chain of the public ledger: each line's hash covers the line and the hash before it, so no line can be
 * changed, dropped or put in between without every later hash being wrong.
 *
 * hash(n) = SHA-256( hash(n−1) as 32 bytes ‖ JCS(line n) ), hash(0) = 32 zero bytes; JCS is the JSON
 * Canonicalization Scheme (RFC 8785), so anyone can recompute it from `GET /api/v1/events`.
 */
type EventData = Record<string, string | number | null>;

interface LedgerLine {
  seq: number;
  space: number;
  matter: number | null;
  kind: string;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  data: EventData;
}

export const GENESIS = Buffer.alloc(32);

export function hashLine(previous: Buffer, line: LedgerLine): Buffer {
  const { seq, space, matter, kind, at, data } = line;
  const text = canonicalize({ seq, space, matter, kind, at, data });
  if (text === undefined) throw new TypeError("A ledger line must be JSON.");
  return createHash("sha256").update(previous).update(text).digest();
}
