import { createHmac, hkdfSync } from "node:crypto";

/**
 * Meets a signer online with a line on paper without either's name being readable: a keyed hash of name and birth
 * date. It is of one drive alone, so that nobody can follow a person from drive to drive in the database.
 */
export class Matcher {
  readonly #key: Buffer;

  /** @param secret must stay the same for as long as a drive lasts, whatever other keys are rotated */
  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "gonggam signature match", 32));
  }

  /** @param birthDate YYYY-MM-DD */
  hash(driveId: number, name: string, birthDate: string): Buffer {
    const plain = name.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
    return createHmac("sha256", this.#key).update(`${driveId}\n${plain}\n${birthDate}`).digest();
  }
}
