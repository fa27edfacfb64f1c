import type { DutyState } from "#app/domain/duty/duty-state.ts";
import type { Decision } from "#db/tables/duty.ts";
import type { FlowStep } from "./flow.ts";
import { RANGES, type Scope } from "./ranges.ts";

/** The lists behind the dashboard's numbers: addresses with the filters that make each as long as its number says. */

const withParameters = (path: string, parameters: Record<string, string | null | undefined>): string => {
  const said = Object.entries(parameters).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
};

/** The space's own proposals of a scope, of a category and that came to a step where those are said. */
export const proposalsBehind = (
  { since, district }: Scope,
  { step, category }: { step?: FlowStep; category?: string } = {},
): string =>
  withParameters("/proposals", {
    origin: "here",
    since,
    district,
    category,
    step: step === "published" ? null : step,
  });

/** Duties that are not met now, or that were met since the scope's beginning. */
export const dutiesBehind = (
  { since, district }: Scope,
  narrowing: {
    state: DutyState;
    office?: string;
    kept?: "in-time" | "late";
    decision?: Decision;
    first?: Decision;
  },
): string => {
  const { state, ...rest } = narrowing;
  return withParameters("/duties", { state, since: state === "met" ? since : null, district, ...rest });
};

/** The dashboard itself, of another district; null: of all. */
export const resultsOf = ({ range }: Scope, district: string | null): string =>
  withParameters("/results", { range: range === RANGES[0] ? null : range, district });

/** Where a scope's numbers can be taken along; a figure's as a table, or all of them. */
export const takeAlong = (
  { range, district }: Scope,
  file: "results.csv" | "results.json",
  figure: string | null,
  language: string,
): string => withParameters(`/${file}`, { range, district, figure, lang: language });
