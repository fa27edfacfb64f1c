import type { Results } from "#app/domain/views/results/read-results.ts";

type Counts = Omit<Results["allOffices"], "office">;

/** What of the duties was kept: only what was due by now can have been. */
export function keptOf({ inTime, late, overdue }: Counts) {
  const due = inTime + late + overdue;
  return { due, share: due === 0 ? 0 : inTime / due };
}

/** All that is owed or was met. */
export const owedOf = (counts: Counts) => STANDINGS.reduce((all, standing) => all + counts[standing], 0);

/** In the order in which they are told, from what was kept to what is still to come. */
export const STANDINGS = ["inTime", "late", "overdue", "open"] as const;
export type Standing = (typeof STANDINGS)[number];

/** The list that each is in. */
export const LIST_OF = {
  inTime: { state: "met", kept: "in-time" },
  late: { state: "met", kept: "late" },
  overdue: { state: "overdue" },
  open: { state: "open" },
} as const satisfies Record<Standing, { state: string; kept?: string }>;
