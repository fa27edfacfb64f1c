import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from "node:crypto";
import { promisify } from "node:util";
import { KEY_TYPES, keyHashOf, RAW_KEY_BYTES, signatureLine, splitNote, verifierKeyOf } from "./note.ts";

const signOnThread = promisify(sign);

/** DER of an Ed25519 private key (RFC 8410) up to its 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** What the key is for: one secret makes another key for each. */
type Purpose = "receipts" | "ledger";

/** Signs and verifies notes (C2SP signed-note) with an Ed25519 key (RFC 8032). */
export class NoteKey {
  /** `NAME+HASH+KEY`, as verifiers of signed notes take it. */
  readonly verifierKey: string;
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  readonly #hash: Buffer;

  /**
   * @param secret of at least 32 characters; the key is derived from it
   * @param name of who signs, without spaces or plus, such as gonggam.example.kr
   */
  constructor(
    secret: string,
    readonly name: string,
    purpose: Purpose = "receipts",
  ) {
    const seed = Buffer.from(hkdfSync("sha256", secret, "", `gonggam ${purpose}`, RAW_KEY_BYTES));
    this.#private = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
    this.#public = createPublicKey(this.#private);
    const raw = this.#public.export({ format: "der", type: "spki" }).subarray(-RAW_KEY_BYTES);
    this.#hash = keyHashOf(name, KEY_TYPES.ed25519, raw);
    this.verifierKey = verifierKeyOf(name, KEY_TYPES.ed25519, raw);
  }

  /** @param text ends with a line break */
  async sign(text: string): Promise<string> {
    // On the pool of threads: it is the dearest step of a signature, and thousands may come at once.
    const signature = await signOnThread(null, Buffer.from(text), this.#private);
    return `${text}\n${signatureLine(this.name, this.#hash, signature)}`;
  }

  /** The text of a note that this key signed, and nobody else; undefined for any other. */
  open(note: string): string | undefined {
    const read = splitNote(note);
    const [ours, ...others] = read?.signatures ?? [];
    if (!read || !ours || others.length > 0) return undefined;
    if (ours.name !== this.name || !ours.keyHash.equals(this.#hash)) return undefined;
    return verify(null, Buffer.from(read.text), this.#public, ours.signature) ? read.text : undefined;
  }
}
