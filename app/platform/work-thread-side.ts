import { parentPort } from "node:worker_threads";

/** What a thread answers: of one piece of work after the other. */
export type ThreadAnswer<Answer> = { result: Answer } | { fault: string };

/** Makes this thread one that does `work` for whoever began it (`withThread`). */
export function answerInThread<Question, Answer>(work: (question: Question) => Answer): void {
  const answerOf = (question: Question): ThreadAnswer<Answer> => {
    try {
      return { result: work(question) };
    } catch (error) {
      return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  parentPort?.on("message", (question: Question) => parentPort?.postMessage(answerOf(question)));
}
