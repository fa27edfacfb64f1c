import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { promisify } from "node:util";

const signOnThread = promisify(sign);

/** DER of an Ed25519 private key (RFC 8410) up to its 32 bytes. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const ED25519 = Buffer.from([1]);
const RAW_BYTES = 32;

/**
 * Signs and verifies notes as C2SP signed-note writes them: a text, an empty line, then `— NAME BASE64` where the
 * bytes are 4 of the key's hash and 64 of an Ed25519 signature (RFC 8032) of the text.
 */
export class ReceiptKey {
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
  ) {
    const seed = Buffer.from(hkdfSync("sha256", secret, "", "gonggam receipts", RAW_BYTES));
    this.#private = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
    this.#public = createPublicKey(this.#private);
    const raw = this.#public.export({ format: "der", type: "spki" }).subarray(-RAW_BYTES);
    this.#hash = createHash("sha256").update(`${name}\n`).update(ED25519).update(raw).digest().subarray(0, 4);
    this.verifierKey = `${name}+${this.#hash.toString("hex")}+${Buffer.concat([ED25519, raw]).toString("base64")}`;
  }

  /** @param text ends with a line break */
  async sign(text: string): Promise<string> {
    // On the pool of threads: it is the dearest step of a signature, and thousands may come at once.
    const signature = await signOnThread(null, Buffer.from(text), this.#private);
    return `${text}\n— ${this.name} ${Buffer.concat([this.#hash, signature]).toString("base64")}\n`;
  }

  /** The text of a note that this key signed; undefined for any other. */
  open(note: string): string | undefined {
    const end = note.lastIndexOf("\n\n");
    if (end === -1) return undefined;
    const text = note.slice(0, end + 1);
    const [, name, base64] = /^— (\S+) (\S+)\n$/.exec(note.slice(end + 2)) ?? [];
    const bytes = Buffer.from(base64 ?? "", "base64");
    const ours = name === this.name && bytes.subarray(0, 4).equals(this.#hash);
    return ours && verify(null, Buffer.from(text), this.#public, bytes.subarray(4)) ? text : undefined;
  }
}
