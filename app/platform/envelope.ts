import { randomBytes } from "node:crypto";
import type { KeyRing } from "./key-ring.ts";
import { decrypt, encrypt } from "./seal.ts";

/**
 * Envelope keys: a data key of its own for each heap of personal data, kept only wrapped by a master key. Rotation
 * wraps it anew and touches no data; destroying it makes that heap unreadable here. A backup from before has the wrapped key as
 * well, and is readable to who has it and the master key: it must end with the time of keeping.
 */
export interface WrappedKey {
  wrapped: Buffer;
  /** The fingerprint of the master key that wrapped it. */
  master: string;
}

const USE = "gonggam data keys";
const KEY_BYTES = 32;

/** A data key, unwrapped: for as long as it is used, in memory alone. */
export class DataKey {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** @param about what the text is of, such as `drive/12/person/34`: opened as of something else, it does not open */
  seal(text: string | Buffer, about: string): Buffer {
    return encrypt(this.#key, text, about);
  }

  /** @throws when it is under another key, of something else, or was changed */
  open(sealed: Buffer, about: string): string {
    return decrypt(this.#key, sealed, about).toString("utf8");
  }
}

export class Envelope {
  constructor(private readonly ring: KeyRing) {}

  /** The fingerprint of the master key in use. */
  get master(): string {
    return this.ring.current.id;
  }

  /** A new data key, wrapped: a row of `data_key`. */
  create(): WrappedKey {
    return this.#wrap(randomBytes(KEY_BYTES));
  }

  /** @throws when the master key is not here, or the wrapped key was changed */
  open({ wrapped, master }: WrappedKey): DataKey {
    return new DataKey(this.#unwrap({ wrapped, master }));
  }

  /** The same data key under the current master key. */
  rewrap(key: WrappedKey): WrappedKey {
    return this.#wrap(this.#unwrap(key));
  }

  #wrap(key: Buffer): WrappedKey {
    const { current } = this.ring;
    return { wrapped: encrypt(current.derive(USE), key, "data key"), master: current.id };
  }

  #unwrap({ wrapped, master }: WrappedKey): Buffer {
    return decrypt(this.ring.find(master).derive(USE), wrapped, "data key");
  }
}
