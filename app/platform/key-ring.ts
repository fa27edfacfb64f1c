import { hkdfSync } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { SHORTEST_SECRET } from "./secrets.ts";

/** Undefined: nothing is wrong with it. The words follow the key's place: "key 2 …". */
type FaultOfKey = (key: string) => string | undefined;

/** How long a file is believed to be as it was read. */
const FILE_TRUSTED_MS = 5_000;

/** One of the operator's secrets, and what is derived from it (HKDF, RFC 5869); the secret itself is not kept. */
export interface MasterKey {
  /** A fingerprint, 16 hex digits: says which key it was and nothing about it. */
  id: string;
  derive(use: string): Buffer;
}

function masterKey(secret: string): MasterKey {
  const derive = (use: string, bytes = 32) => Buffer.from(hkdfSync("sha256", secret, "", use, bytes));
  return { id: derive("gonggam key id", 8).toString("hex"), derive: (use) => derive(use) };
}

/**
 * The current key and those that it replaced. From a file they are read again when the file changes, so that keys
 * can be rotated beside a running portal.
 */
export class KeyRing {
  #keys: MasterKey[];
  #checkedAt = 0;
  #changedAt = 0;

  private constructor(
    secrets: string[],
    private readonly file?: string,
    private readonly faultOf: FaultOfKey = () => undefined,
  ) {
    this.#keys = secrets.map(masterKey);
    if (file !== undefined) this.#refresh(true);
  }

  /** @param secrets the current one first */
  static of(...secrets: string[]): KeyRing {
    return new KeyRing(secrets);
  }

  /**
   * @param faultOf what is wrong with a key that is long enough; asked at each reading of the file
   * @throws when the file is missing, or a key is shorter than 32 characters or has a fault
   */
  static fromFile(path: string, faultOf?: FaultOfKey): KeyRing {
    return new KeyRing([], path, faultOf);
  }

  /** The key that new things are put under. */
  get current(): MasterKey {
    this.#refresh();
    const [key] = this.#keys;
    if (!key) throw new Error("There is no key for personal data.");
    return key;
  }

  /** Every key, the current one first. */
  get all(): readonly MasterKey[] {
    this.#refresh();
    return this.#keys;
  }

  /** @throws when this portal does not have the key of that fingerprint */
  find(id: string): MasterKey {
    const search = () => this.#keys.find((key) => key.id === id);
    const known = search();
    if (known) return known;
    this.#refresh(true);
    const found = search();
    if (!found) throw new Error(`Sealed with a key this portal does not have (${id}).`);
    return found;
  }

  #refresh(now = false): void {
    if (this.file === undefined) return;
    if (!now && Date.now() - this.#checkedAt < FILE_TRUSTED_MS) return;
    this.#checkedAt = Date.now();
    const { mtimeMs } = statSync(this.file);
    if (mtimeMs === this.#changedAt && !now) return;
    const secrets = readFileSync(this.file, "utf8").split(/\s+/).filter(Boolean);
    if (secrets.length === 0 || secrets.some((secret) => secret.length < SHORTEST_SECRET))
      throw new Error(
        `${this.file} must have keys of at least ${SHORTEST_SECRET} characters, the current one first.`,
      );
    const faults = secrets.map(this.faultOf);
    const place = faults.findIndex((fault) => fault !== undefined);
    if (place !== -1) throw new Error(`key ${place + 1} in ${this.file} ${faults[place]}.`);
    this.#keys = secrets.map(masterKey);
    this.#changedAt = mtimeMs;
  }
}
