import { availableParallelism } from "node:os";
import { print } from "./support.ts";

/** What reading under load is to reach on two cores, of answers a second. */
export const READING_AIMS = {
  /** Of a hot page, compressed: this part of what a constant answer of the same run reaches. */
  pageOfConstant: 0.6,
  /** Of the API, to anybody. */
  apiReads: 1_500,
  /** Never asked before, by how many matters there are at the least. */
  searches: [
    { matters: 100_000, perSecond: 60 },
    { matters: 0, perSecond: 150 },
  ],
} as const;

/** As many processes as a portal makes of itself. */
export const PROCESSES = process.env.WEB_PROCESSES ?? String(availableParallelism());

export interface Judged {
  name: string;
  aim: string;
  isMet: boolean;
}

/** Says beside a number whether it reaches its aim. */
export function judge(name: string, reached: number, least: number, say: (value: number) => string): Judged {
  const isMet = reached >= least;
  const aim = `≥ ${say(least)}`;
  print(`    aim ${aim}: ${say(reached)}, ${isMet ? "met" : "not met"}`);
  return { name, aim, isMet };
}

export const perSecond = (value: number) => `${Math.round(value)}/s`;
export const ofConstant = (value: number) => `${Math.round(value * 100)} % of the constant answer`;

/** All aims of a run once more, on its last lines. */
export function summarise(judged: readonly Judged[]): void {
  print(`\nAims, of ${availableParallelism()} cores:`);
  for (const { name, aim, isMet } of judged) print(`  ${isMet ? "met    " : "not met"}  ${name}: ${aim}`);
}
