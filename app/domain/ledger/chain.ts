import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { hashTexts } from "./text-hash.ts";

/**
 * The hash chain of the public ledger: each line's hash covers the line and the hash before it, so no line can be
 * changed, dropped or put in between without every later hash being wrong.
 *
 * hash(n) = SHA-256( hash(n−1) as 32 bytes ‖ JCS(line n) ), hash(0) = 32 zero bytes; JCS is the JSON
 * Canonicalization Scheme (RFC 8785), so anyone can recompute it from `GET /api/v1/events`.
 */
export type EventData = Record<string, string | number | null>;

export interface LedgerLine {
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

/** What stands in the chain for a line whose matter was not before everybody. */
export const SEALED_KIND = "sealed";

/**
 * A line about a matter that is not before everybody, as it is hashed and shown: neither the matter nor what happened,
 * only a commitment to both, SHA-256( JCS of `{salt, matter, kind, data}` ). The hash can never change, so what must be
 * readable later is not in it; the salt, 32 random bytes in hex, is published with the line's content once the matter is
 * listed, and until then nobody can try guesses against the commitment.
 */
function sealed(line: LedgerLine, salt: Buffer): LedgerLine {
  const { seq, space, at } = line;
  return { seq, space, matter: null, kind: SEALED_KIND, at, data: { commitment: commitmentTo(line, salt) } };
}

function commitmentTo({ matter, kind, data }: LedgerLine, salt: Buffer): string {
  return hashTexts({ salt: salt.toString("hex"), matter, kind, data });
}

/** A line as the table has it: whole, whatever of it is before everybody. */
interface StoredLine {
  seq: number;
  space_id: number;
  matter_id: number | null;
  kind: string;
  at: Date;
  data: EventData;
  salt: Buffer | null;
}

/** A stored line as it was hashed. */
export function lineOf({ seq, space_id, matter_id, kind, at, data, salt }: StoredLine): LedgerLine {
  const line = { seq, space: space_id, matter: matter_id, kind, at: at.toISOString(), data };
  return salt ? sealed(line, salt) : line;
}

/** What a sealed line hides, with what proves it. */
export interface OpenedLine {
  /** Hex. */
  salt: string;
  matter: number | null;
  kind: string;
  data: EventData;
}

/** What a stored line's commitment is to; null: it is not sealed. */
export const openingOf = ({ salt, matter_id, kind, data }: StoredLine): OpenedLine | null =>
  salt && { salt: salt.toString("hex"), matter: matter_id, kind, data };
