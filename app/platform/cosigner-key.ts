import { verify } from "node:crypto";
import { KEY_TYPES, type NoteSignature, readVerifierKey } from "./note.ts";

const TIMESTAMP_BYTES = 8;
/** Clocks differ; a cosignature of a later time than that says something that its witness cannot know. */
const MOST_AHEAD_MS = 5 * 60 * 1000;

/** A witness's Ed25519 key, by which it says that it saw a log grow (C2SP tlog-cosignature, cosignature/v1). */
export class CosignerKey {
  readonly name: string;
  readonly #hash: Buffer;
  readonly #key: NonNullable<ReturnType<typeof readVerifierKey>>["key"];

  /**
   * @param verifierKey `NAME+HASH+KEY`, of type 4
   * @throws TypeError when it is none
   */
  constructor(readonly verifierKey: string) {
    const read = readVerifierKey(verifierKey, KEY_TYPES.cosigner);
    if (!read)
      throw new TypeError("is no key of an Ed25519 cosigner: NAME+HASH+KEY of C2SP tlog-cosignature, type 4");
    this.name = read.name;
    this.#hash = read.keyHash;
    this.#key = read.key;
  }

  /**
   * When this witness cosigned a checkpoint; undefined: none of the signatures is its own and right.
   *
   * @param text of the checkpoint, with its last line break
   */
  find(
    text: string,
    signatures: readonly NoteSignature[],
    now: Date,
  ): { line: string; at: Date } | undefined {
    for (const { name, keyHash, signature, line } of signatures) {
      if (name !== this.name || !keyHash.equals(this.#hash)) continue;
      if (signature.length <= TIMESTAMP_BYTES) continue;
      const seconds = signature.readBigUInt64BE(0);
      const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
      if (!verify(null, message, this.#key, signature.subarray(TIMESTAMP_BYTES))) continue;
      const time = Number(seconds) * 1000;
      if (time <= now.getTime() + MOST_AHEAD_MS) return { line, at: new Date(time) };
    }
    return undefined;
  }
}
