import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { KeyRing, type MasterKey } from "./key-ring.ts";

/**
 * Keyed hashing and sealing of personal data.
 *
 * Sealed form: 1 byte version, 8 bytes fingerprint of the key, 12 bytes nonce, ciphertext, 16 bytes tag
 * (AES-256-GCM, NIST SP 800-38D), with what it is of as associated data. Version 2 was bound to nothing; version 1 had
 * no fingerprint either: any of the keys may open it. Both are sealed anew in time.
 */
const VERSION = 3;
const UNBOUND_VERSION = 2;
const UNNAMED_VERSION = 1;
const USE = "gonggam personal data";
const ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One-way: the same person gives the same 32 bytes, and without the key nobody can try numbers against them. */
export function identityHash(key: string, uniqueNumber: string): Buffer {
  return createHmac("sha256", key).update(uniqueNumber.normalize("NFC")).digest();
}

/** The same of an account's name at its provider; a unique number that looks like one gives another hash. */
export function accountHash(key: string, subject: string): Buffer {
  const accounts = createHmac("sha256", key).update("gonggam account names").digest();
  return createHmac("sha256", accounts).update(subject).digest();
}

/** Drawn ahead: a call of the generator for each costs more than the sealing of a short text. */
let nonces = Buffer.alloc(0);
const NONCES_AHEAD = 256;

/** Bytes that nothing was sealed with before. */
function drawNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCES_AHEAD * NONCE_BYTES);
  const nonce = nonces.subarray(0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/** Nonce, ciphertext and tag. `about` is bound to it: opened as something else, it does not open. */
export function encrypt(key: Buffer, text: string | Buffer, about = ""): Buffer {
  const nonce = drawNonce();
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  const body = typeof text === "string" ? cipher.update(text, "utf8") : cipher.update(text);
  return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was sealed with another key, for something else, or changed since */
export function decrypt(key: Buffer, sealed: Buffer, about = ""): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error("Too short to be sealed.");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

export class Seal {
  readonly #ring: KeyRing;
  readonly #derived = new Map<string, Buffer>();

  /** @param keys a secret of at least 32 characters, or several with the current one first */
  constructor(keys: string | KeyRing) {
    this.#ring = typeof keys === "string" ? KeyRing.of(keys) : keys;
  }

  /** What everything that is sealed now begins with; what begins otherwise is of an older form or under an older key. */
  get mark(): Buffer {
    return Buffer.concat([Buffer.from([VERSION]), Buffer.from(this.#ring.current.id, "hex")]);
  }

  /** @param about table, column and row: opened as of another, it does not open */
  close(text: string, about: string): Buffer {
    return Buffer.concat([this.mark, encrypt(this.#key(this.#ring.current), text, about)]);
  }

  /** @throws when it was sealed with another key, for something else, or changed since */
  open(sealed: Buffer, about: string): string {
    if (sealed[0] === VERSION || sealed[0] === UNBOUND_VERSION) {
      const master = this.#ring.find(sealed.subarray(1, 1 + ID_BYTES).toString("hex"));
      const bound = sealed[0] === VERSION ? about : "";
      return decrypt(this.#key(master), sealed.subarray(1 + ID_BYTES), bound).toString("utf8");
    }
    if (sealed[0] !== UNNAMED_VERSION) throw new Error("Sealed in a way this portal does not know.");
    for (const master of this.#ring.all) {
      try {
        return decrypt(this.#key(master), sealed.subarray(1)).toString("utf8");
      } catch {
        // the next key may be the one
      }
    }
    throw new Error("Sealed with a key this portal does not have.");
  }

  #key(master: MasterKey): Buffer {
    const known = this.#derived.get(master.id) ?? master.derive(USE);
    this.#derived.set(master.id, known);
    return known;
  }
}
