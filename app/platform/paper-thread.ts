import { parentPort } from "node:worker_threads";
import { PaperDesk, type PaperWork } from "./paper-work.ts";

/** The thread that draws PDFs (`Papers`): one piece of work after the other, and an answer for each. */
export type PaperAnswer = { id: number; bytes: Uint8Array } | { id: number; fault: string };

const desk = new PaperDesk();
let done = Promise.resolve();

parentPort?.on("message", ({ id, work }: { id: number; work: PaperWork }) => {
  done = done.then(async () => {
    try {
      const bytes = Uint8Array.from(await desk.do(work));
      parentPort?.postMessage({ id, bytes } satisfies PaperAnswer, [bytes.buffer]);
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ id, fault } satisfies PaperAnswer);
    }
  });
});
