import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

/** The longest line we hold in memory; a petition of 100,000 characters takes 1.2 MB at its most escaped. */
const LINE_MAX_BYTES = 4 * 1024 * 1024;
const LINE_FEED = 0x0a;

interface Line {
  /** From 1. */
  number: number;
  /** Undefined when it is longer than we hold. */
  bytes: Buffer | undefined;
}

/** Thrown by {@link LineFile.lines} when the file breaks off: a cut gzip, a disk that gives no more. */
export class BrokenFile extends Error {
  override readonly name = "BrokenFile";
}

export interface LineFile {
  name: string;
  size: number;
  /** How much of `size` has been read. */
  bytesRead(): number;
  lines(): AsyncGenerator<Line>;
}

/**
 * A file of lines, plain or gzip by its content, read as a stream: memory holds one line at a time.
 *
 * @throws an error for people when it cannot be read
 */
export async function openLineFile(name: string): Promise<LineFile> {
  const { size, gzip } = await inspect(name);
  let bytesRead = () => 0;
  return {
    name,
    size,
    bytesRead: () => bytesRead(),
    lines() {
      const raw = createReadStream(name);
      bytesRead = () => raw.bytesRead;
      // The error that pipeline reports also destroys the stream that is read: it is thrown there.
      return split(gzip ? pipeline(raw, createGunzip(), () => undefined) : raw);
    },
  };
}

/** SHA-256 of the file as it lies there, with `more` after it. */
export async function digestOf(name: string, more: string[]): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(name)) hash.update(chunk);
  for (const part of more) hash.update(`\n${part}`);
  return hash.digest("hex");
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "it may not be read by this user",
};

async function inspect(name: string): Promise<{ size: number; gzip: boolean }> {
  try {
    const file = await open(name);
    try {
      const stats = await file.stat();
      // It is read twice, for its digest and for its lines: a pipe gives its bytes once.
      if (!stats.isFile()) throw new Error("it is not a file");
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return { size: stats.size, gzip: buffer[0] === 0x1f && buffer[1] === 0x8b };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const reason = FAULTS[code] ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`${name} cannot be read: ${reason}.`);
  }
}

async function* split(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const hold = (piece: Buffer) => {
    heldBytes += piece.length;
    if (heldBytes > LINE_MAX_BYTES) held = [];
    else held.push(piece);
  };
  const release = (): Line => {
    const bytes = heldBytes > LINE_MAX_BYTES ? undefined : Buffer.concat(held);
    held = [];
    heldBytes = 0;
    number += 1;
    return { number, bytes };
  };
  try {
    for await (const chunk of chunks) {
      let from = 0;
      for (let to = chunk.indexOf(LINE_FEED); to !== -1; to = chunk.indexOf(LINE_FEED, from)) {
        hold(chunk.subarray(from, to));
        yield release();
        from = to + 1;
      }
      hold(chunk.subarray(from));
    }
  } catch (error) {
    throw new BrokenFile(error instanceof Error ? error.message : String(error));
  }
  // The last line of a file may lack its line feed.
  if (heldBytes > 0) yield release();
}
