import { createHmac, hkdfSync } from "node:crypto";
import { nameKey } from "./person-name.ts";

/** The version of the keys that {@link Matcher.hash} makes. */
export const KEY_VERSION = 2;

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

  /**
   * What a person counts once by, of {@link KEY_VERSION}: see {@link nameKey} for which names are one.
   *
   * @param birthDate YYYY-MM-DD
   */
  hash(driveId: number, name: string, birthDate: string): Buffer {
    return this.#hmac(`${driveId}\n${KEY_VERSION}\n${nameKey(name)}\n${birthDate}`);
  }

  /**
   * The same of version 1, which held names apart that differ by a hyphen. Looked for beside the other until
   * `rekeyDrive` was through, and in extracts of a register from before, of which no name is kept.
   */
  formerHash(driveId: number, name: string, birthDate: string): Buffer {
    const plain = name.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
    return this.#hmac(`${driveId}\n${plain}\n${birthDate}`);
  }

  /** A keyed mark of a person in what they did with one drive: the same each time, and nobody's name. 32 bytes. */
  mark(driveId: number, personId: number): Buffer {
    return createHmac("sha256", this.#key).update(`mark\n${driveId}\n${personId}`).digest();
  }

  #hmac(text: string): Buffer {
    return createHmac("sha256", this.#key).update(text).digest();
  }
}
