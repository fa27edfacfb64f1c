import { Worker } from "node:worker_threads";
import type { ListPdfHead } from "./list-pdf.ts";
import type { PaperAnswer } from "./paper-thread.ts";
import type { PaperWork } from "./paper-work.ts";
import type { Poster } from "./poster.ts";
import type { ResultPdf } from "./result-pdf.ts";
import type { SharePicture } from "./share-picture.ts";
import type { SheetsPdf } from "./sheet-pdf.ts";

/** A list as it is drawn: its rows are read no faster than its pages are taken. */
export type ListPdf = ListPdfHead & { rows: AsyncIterable<string[]> };

/** One piece of work; fifty sheets take two seconds on a slow machine. */
const WITHIN_MS = 20_000;
/** Some hundred kB of text, a fifth of a second: who waits for a poster meanwhile does not wait long. */
const ROWS_AT_ONCE = 100;
/** What draws more than this is no poster of ours. */
const MOST_MEGABYTES = 512;

/**
 * Draws PDFs, and pictures for messengers, in a thread of its own: a page takes some ten milliseconds, and the thread that answers everybody would
 * stand still. One after the other; how many may wait is the business of dear-acts.ts. Work that takes too long, or too
 * much memory, ends the thread with all that it was doing, and the next begins another.
 */
export class Papers {
  #thread: Worker | undefined;
  #asked = 0;
  #lists = 0;
  readonly #waiting = new Map<number, { done(bytes: Buffer): void; failed(error: Error): void }>();

  constructor(private readonly withinMs = WITHIN_MS) {}

  poster = (poster: Poster): Promise<Buffer> => this.#do({ act: "poster", poster });

  result = (result: ResultPdf): Promise<Buffer> => this.#do({ act: "result", result });

  sheets = (sheets: SheetsPdf): Promise<Buffer> => this.#do({ act: "sheets", sheets });

  sharePicture = (picture: SharePicture): Promise<Buffer> => this.#do({ act: "share-picture", picture });

  /** The PDF as it is drawn; who stops taking it stops its being drawn. */
  async *list({ rows, ...head }: ListPdf): AsyncGenerator<Uint8Array> {
    this.#lists += 1;
    const list = this.#lists;
    await this.#do({ act: "begin-list", list, head });
    let open = true;
    try {
      for await (const some of chunked(rows, ROWS_AT_ONCE)) {
        const bytes = await this.#do({ act: "add-to-list", list, rows: some });
        if (bytes.length > 0) yield bytes;
      }
      open = false;
      yield await this.#do({ act: "end-list", list });
    } finally {
      // Without a thread there is nothing left of it.
      if (open && this.#thread) this.#do({ act: "drop-list", list }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.#end(new Error("The portal stops."));
  }

  #do(work: PaperWork): Promise<Buffer> {
    this.#thread ??= this.#start();
    const thread = this.#thread;
    thread.ref();
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((done, failed) => {
      const late = setTimeout(
        () => this.#end(new Error("A PDF or a picture took too long to draw.")),
        this.withinMs,
      );
      this.#waiting.set(id, {
        done(bytes) {
          clearTimeout(late);
          done(bytes);
        },
        failed(error) {
          clearTimeout(late);
          failed(error);
        },
      });
      thread.postMessage({ id, work });
    });
  }

  #start(): Worker {
    const thread = new Worker(new URL("./typescript-thread.js", import.meta.url), {
      workerData: { module: new URL("./paper-thread.ts", import.meta.url).href },
      execArgv: [],
      // None of our secrets.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    thread.on("message", (answer: PaperAnswer) => {
      const asked = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      // It keeps no process alive that has nothing else to do.
      if (this.#waiting.size === 0) thread.unref();
      if ("bytes" in answer) asked?.done(Buffer.from(answer.bytes));
      else asked?.failed(new Error(answer.fault));
    });
    const ended = (error: Error) => {
      if (this.#thread === thread) this.#end(error);
    };
    thread.on("error", ended);
    thread.on("exit", () => ended(new Error("The thread that draws PDFs ended.")));
    return thread;
  }

  async #end(error: Error): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
    await thread?.terminate();
  }
}

async function* chunked<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
