import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { ThreadAnswer } from "./work-thread-side.ts";

/** What needs more is no work of ours. */
const MOST_MEGABYTES = 512;

/**
 * Does `work` with a thread at hand, begun at the first question and ended with it. A question that takes too long, or
 * too much memory, ends the thread, and the next begins another.
 *
 * @param module answers by `answerInThread`
 * @param withinMs of one question
 */
export async function withThread<Question, Answer, Result>(
  module: URL,
  withinMs: number,
  work: (ask: (question: Question) => Promise<Answer>) => Promise<Result>,
): Promise<Result> {
  let thread: Worker | undefined;
  const end = async () => {
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  };
  const ask = async (question: Question): Promise<Answer> => {
    thread ??= begin(module);
    try {
      thread.postMessage(question);
      const signal = AbortSignal.timeout(withinMs);
      const [answer]: ThreadAnswer<Answer>[] = await once(thread, "message", { signal });
      if (!answer || "fault" in answer) throw new Error(answer?.fault ?? "The thread gave no answer.");
      return answer.result;
    } catch (error) {
      await end();
      throw error;
    }
  };
  try {
    return await work(ask);
  } finally {
    await end();
  }
}

const begin = (module: URL) =>
  new Worker(new URL("./typescript-thread.js", import.meta.url), {
    workerData: { module: module.href },
    execArgv: [],
    // None of our secrets.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
