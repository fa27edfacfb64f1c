import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/**
 * Keyed hashing and sealing of personal data.
 *
 * Sealed form: 1 byte version, 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM, NIST SP 800-38D). The
 * version leaves room for a second key when keys come to be rotated.
 */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One-way: the same person gives the same 32 bytes, and without the key nobody can try numbers against them. */
export function identityHash(key: string, uniqueNumber: string): Buffer {
  return createHmac("sha256", key).update(uniqueNumber.normalize("NFC")).digest();
}

export class Seal {
  readonly #key: Buffer;

  /** @param secret of any length from 32 characters; the key is derived from it (HKDF, RFC 5869) */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "gonggam personal data", 32));
  }

  close(text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
  }

  /** @throws when it was sealed with another key or changed since */
  open(sealed: Buffer): string {
    if (sealed[0] !== VERSION) throw new Error("Sealed with a key this portal does not have.");
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const body = sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
  }
}
