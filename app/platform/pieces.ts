import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/**
 * Files that are kept in pieces of one size: written as they are made and read from any place on, so that neither ever
 * holds more than a piece in memory.
 */
export const PIECE_BYTES = 256 * 1024;

/** Some bytes of a file, both counted in. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Stores texts as one file. Gzip (RFC 1952) says no time and no name, so the same texts are the same bytes.
 *
 * @param store is told of each piece in its order, and waited for
 * @returns of what was stored
 */
export async function storePieces(
  texts: AsyncIterable<string> | Iterable<string>,
  { gzip }: { gzip: boolean },
  store: (position: number, bytes: Buffer) => Promise<void>,
): Promise<{ size: number; sha256: Buffer }> {
  const hash = createHash("sha256");
  let size = 0;
  await pipeline(
    texts,
    gzip ? createGzip({ level: 9 }) : new PassThrough(),
    async (bytes: AsyncIterable<Buffer>) => {
      let position = 0;
      for await (const piece of inPieces(bytes)) {
        hash.update(piece);
        size += piece.length;
        await store(position, piece);
        position += 1;
      }
    },
  );
  return { size, sha256: hash.digest() };
}

async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const some of bytes) {
    waiting = Buffer.concat([waiting, some]);
    for (; waiting.length >= PIECE_BYTES; waiting = waiting.subarray(PIECE_BYTES))
      yield waiting.subarray(0, PIECE_BYTES);
  }
  if (waiting.length > 0) yield waiting;
}

/**
 * Reads some bytes of a file that is kept in pieces, one piece at a time as its reader takes them.
 *
 * @param read undefined: the piece is gone, and the stream fails
 */
export function readPieces(
  { first, last }: ByteRange,
  read: (position: number) => Promise<Uint8Array | undefined>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = first;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at > last) return controller.close();
        const position = Math.floor(at / PIECE_BYTES);
        const piece = await read(position);
        if (!piece) return controller.error(new Error("A part of the file is not there any more."));
        const begin = position * PIECE_BYTES;
        controller.enqueue(
          new Uint8Array(piece.subarray(at - begin, Math.min(last + 1 - begin, piece.length))),
        );
        at = begin + PIECE_BYTES;
      },
    },
    { highWaterMark: 0 },
  );
}
