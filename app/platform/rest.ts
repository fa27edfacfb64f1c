import { setTimeout as pause } from "node:timers/promises";

/** So much longer than its work is the rest after it. */
const REST = 2;

/**
 * Long work in pieces, with a rest after each: whoever asks for little meanwhile waits for one piece at most, and finds
 * two thirds of the time free. A mere turn of the event loop between pieces (`setImmediate`) lets in what is ready in
 * that moment, and puts a whole piece between any two steps of an answer: an extract of 100,000 rows, two at once,
 * made the slowest in a hundred of a citizen's acts ten times as slow.
 *
 * @returns call it after each piece, and wait for it
 */
export function restingWork(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    await pause((performance.now() - began) * REST);
    began = performance.now();
  };
}
