import { createHash } from "node:crypto";
import { Encrypter } from "age-encryption";

/** A public key of age, X25519: what `age-keygen` prints after "Public key:". */
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** Encrypts for one recipient (age-encryption.org/v1); undefined when the text is no such key. */
export function encrypterFor(recipient: string): Encrypter | undefined {
  if (!RECIPIENT.test(recipient)) return undefined;
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    return undefined; // its checksum is wrong
  }
  return encrypter;
}

/** By which a key is known in a log; 16 hex digits. */
export const fingerprintOf = (recipient: string): string =>
  createHash("sha256").update(recipient).digest("hex").slice(0, 16);

/** What an iterable yields as a stream that is read no faster than it is taken. */
export function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/**
 * Hands a stream on and tells the SHA-256 of all that was handed on; of one that breaks off, nothing.
 *
 * @param onEnd awaited before the stream ends
 */
export function hashing(
  stream: ReadableStream<Uint8Array>,
  onEnd: (sha256: Buffer) => Promise<void>,
): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        hash.update(chunk);
        controller.enqueue(chunk);
      },
      flush: () => onEnd(hash.digest()),
    }),
  );
}
