import { spacePath } from "#app/domain/space/address.ts";
import { NoteKey } from "#app/platform/note-key.ts";

/**
 * The keys that sign the heads of the ledgers, one a space, all from one secret. A log is known by its origin: the
 * address of the space's ledger without the scheme, which is the key's name too (C2SP tlog-checkpoint).
 */
export class LedgerKeys {
  readonly #secret: string;
  readonly #host: string;
  readonly #keys = new Map<string, NoteKey>();

  /** @param host of the portal, such as gonggam.example.kr */
  constructor(secret: string, host: string) {
    this.#secret = secret;
    this.#host = host;
  }

  /** @param prefix of the space, see `spacePrefix` */
  of(prefix: string): NoteKey {
    return this.named(`${this.#host}${spacePath(prefix, "/ledger")}`);
  }

  /** The key of a log's name, which may be from the time before the portal had another address. */
  named(origin: string): NoteKey {
    const known = this.#keys.get(origin) ?? new NoteKey(this.#secret, origin, "ledger");
    this.#keys.set(origin, known);
    return known;
  }
}
