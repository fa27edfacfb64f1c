import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { programOf } from "./program.ts";

interface SignRace {
  url: string;
  at: Date;
  matterId: number;
  persons: readonly number[];
  /** Told of people one by one, so many milliseconds apart; 0: of all at once. */
  apart?: number;
  onAnswer?: () => void;
  /** After its first person it waits for this: processes take their time to start. */
  go?: Promise<unknown>;
}

/** People sign in a process of its own. @returns "RESULT PERSON", one each */
export function signInProcess({
  url,
  at,
  matterId,
  persons,
  apart = 0,
  onAnswer,
  go,
}: SignRace): Promise<string[]> {
  const child = spawn(process.execPath, [programOf("tests/support/sign-process.ts"), url, at.toISOString()], {
    cwd: resolve(import.meta.dirname, "../.."),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers: string[] = [];
  void (async () => {
    for (const [index, person] of persons.entries()) {
      if (index === 1) await go;
      child.stdin.write(`${matterId} ${person}\n`);
      if (apart > 0) await new Promise((wait) => setTimeout(wait, apart));
    }
  })();
  child.stdin.on("error", () => {}); // its end is told below
  return new Promise((done, failed) => {
    child.once("exit", (code) => failed(new Error(`The process ended with ${code} before all had signed.`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      onAnswer?.();
      answers.push(line);
      if (answers.length < persons.length) return;
      child.kill();
      done(answers);
    });
  });
}
