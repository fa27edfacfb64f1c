import { Worker } from "node:worker_threads";
import { z } from "zod";
import { type DecodedText, decodeText } from "./decode-text.ts";

/** What takes less than some ten milliseconds, a tenth of what a thread takes to begin, is decoded where it is. */
const SMALL_BYTES = 256 * 1024;
const WITHIN_MS = 20_000;
/** Of 10 MB, two readings and what they are compared by. */
const MOST_MEGABYTES = 256;

const decodedText: z.ZodType<DecodedText> = z.object({
  text: z.string(),
  encoding: z.enum(["utf-8", "utf-16", "cp949"]),
});

/**
 * As {@link decodeText}, of a file that may be large: 10 MB of CP949 take a third of a second, in which the thread that
 * answers everybody would stand still. Rows are read by the caller, some at a time.
 *
 * @throws Error when it takes too long, or too much memory
 */
export async function decodeFile(bytes: Uint8Array): Promise<DecodedText> {
  if (bytes.length <= SMALL_BYTES) return decodeText(bytes);
  const thread = new Worker(new URL("./typescript-thread.js", import.meta.url), {
    workerData: { module: new URL("./decode-thread.ts", import.meta.url).href },
    execArgv: [],
    // None of our secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const late = setTimeout(() => thread.terminate(), WITHIN_MS);
  try {
    return decodedText.parse(
      await new Promise((done, failed) => {
        thread.once("message", done);
        thread.once("error", failed);
        thread.once("exit", () => failed(new Error("A file took too long to decode.")));
        thread.postMessage(bytes);
      }),
    );
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
