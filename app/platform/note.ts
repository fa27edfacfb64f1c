import { createHash, createPublicKey, type KeyObject } from "node:crypto";

/**
 * Signed notes as C2SP signed-note writes them: a text that ends with a line break, an empty line, then a line a
 * signature, `— NAME BASE64`, whose bytes are 4 of the key's hash and the signature.
 */
export interface NoteSignature {
  name: string;
  /** 4 bytes: which of the name's keys, and of which type. */
  keyHash: Buffer;
  signature: Buffer;
  /** The whole line with its line break. */
  line: string;
}

/** What a key's signatures are (signed-note, tlog-cosignature): the byte that stands in its hash and before it. */
export const KEY_TYPES = { ed25519: 1, cosigner: 4 } as const;

export const RAW_KEY_BYTES = 32;
/** DER of an Ed25519 public key (RFC 8410) up to its 32 bytes. */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
/** No spaces of any kind and no plus, as the specification has it. */
const NAME = /^[^\s+]+$/u;
const LARGEST_NOTE = 64 * 1024;

/** Text and signatures of a note; undefined when it is none. Nothing is verified by that. */
export function splitNote(note: string): { text: string; signatures: NoteSignature[] } | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end === -1 || note.length > LARGEST_NOTE) return undefined;
  const signatures = readSignatures(note.slice(end + 2));
  return signatures && { text: note.slice(0, end + 1), signatures };
}

/** The lines below a note's text, as witnesses answer with them; undefined when one is no such line. */
export function readSignatures(lines: string): NoteSignature[] | undefined {
  if (!lines.endsWith("\n") || lines.length > LARGEST_NOTE) return undefined;
  const read = lines
    .slice(0, -1)
    .split("\n")
    .map((line) => {
      const [, name = "", base64 = ""] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
      const bytes = Buffer.from(base64, "base64");
      return { name, keyHash: bytes.subarray(0, 4), signature: bytes.subarray(4), line: `${line}\n` };
    });
  return read.every(({ name, signature }) => name !== "" && signature.length > 0) ? read : undefined;
}

export function signatureLine(name: string, keyHash: Buffer, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([keyHash, signature]).toString("base64")}\n`;
}

/** Which key it is: the first 4 bytes of SHA-256(name ‖ LF ‖ type ‖ key). */
export function keyHashOf(name: string, type: number, raw: Buffer): Buffer {
  return createHash("sha256").update(`${name}\n`).update(Buffer.of(type)).update(raw).digest().subarray(0, 4);
}

/** `NAME+HASH+KEY`, as verifiers of signed notes take it. */
export function verifierKeyOf(name: string, type: number, raw: Buffer): string {
  const key = Buffer.concat([Buffer.of(type), raw]).toString("base64");
  return `${name}+${keyHashOf(name, type, raw).toString("hex")}+${key}`;
}

/** Reads a verifier's key of an Ed25519 type; undefined when it is none, or its hash is another's. */
export function readVerifierKey(
  text: string,
  type: number,
): { name: string; keyHash: Buffer; key: KeyObject } | undefined {
  const [, name = "", hash, base64 = ""] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  const bytes = Buffer.from(base64, "base64");
  const raw = bytes.subarray(1);
  if (!NAME.test(name) || bytes[0] !== type || raw.length !== RAW_KEY_BYTES) return undefined;
  const keyHash = keyHashOf(name, type, raw);
  if (keyHash.toString("hex") !== hash) return undefined;
  return { name, keyHash, key: publicKey(raw) };
}

function publicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: "der", type: "spki" });
}
