import { type KnownItemFigures, type OtherFigures, percentile } from "./search-measure.ts";
import type { SpoilerName } from "./search-spoil.ts";
import { print } from "./support.ts";

/** What issue 3 asks for; printed beside what was measured. */
const LEAST_MRR: Partial<Record<SpoilerName, number>> = {
  "exact title words": 0.95,
  "one jamo changed": 0.85,
  "spaces removed": 0.85,
  "a word cut in half": 0.85,
};
const LEAST_SIMILAR = 0.9;
const MOST_RATIO = 4;

const aim = (value: number, least: number | undefined) =>
  least === undefined ? "" : `  (aim ≥ ${least}: ${value >= least ? "reached" : "MISSED"})`;
const times = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(1)}, p95 ${percentile(values, 0.95).toFixed(1)} ms`;

export function printKnownItems(kind: SpoilerName, few: KnownItemFigures, many: KnownItemFigures): void {
  const figures = `MRR@10 ${few.mrr.toFixed(3)}  success@10 ${few.success.toFixed(3)}  of ${few.queries}`;
  const among = `among the many: ${many.mrr.toFixed(3)}  ${many.success.toFixed(3)}`;
  print(`  ${kind.padEnd(20)} ${figures}   ${among}${aim(few.mrr, LEAST_MRR[kind])}`);
}

export function printTimes({ small, large }: { small: number[]; large: number[] }): void {
  const ratio = percentile(large, 0.95) / percentile(small, 0.95);
  const verdict = ratio <= MOST_RATIO ? "reached" : "MISSED";
  print(`  queries, few: ${times(small)}; many: ${times(large)}`);
  print(`  p95 many : few = ${ratio.toFixed(2)}  (aim ≤ ${MOST_RATIO}: ${verdict})`);
}

export function printOthers({ name, small, large, found, foundAmongMany }: OtherFigures): void {
  const share =
    found === undefined
      ? ""
      : `  in the first five ${found.toFixed(3)}, among the many ${foundAmongMany?.toFixed(3)}${aim(found, LEAST_SIMILAR)}`;
  print(`  ${name.padEnd(20)} few: ${times(small)}; many: ${times(large)}${share}`);
}
