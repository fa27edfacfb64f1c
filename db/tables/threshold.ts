import type { Id } from "./json.ts";
import type { MatterKind } from "./matter.ts";

/** The kinds whose thresholds are rules of the city; a drive's stand in its statute. */
export const RULE_MATTER_KINDS = ["proposal", "forum", "poll"] as const satisfies readonly MatterKind[];
export type RuleMatterKind = (typeof RULE_MATTER_KINDS)[number];

export type Measure = "agreements" | "participants";

/** What follows at a threshold; `nothing`: those who lead the matter act next. */
export type Consequence = "reply" | "forum" | "listed" | "accepted" | "nothing";

/** Who owes it: the department that answers for the matter's category, or the head of the space. */
export type OwedBy = "department" | "head";

export interface RuleSetTable {
  id: Id;
  space_id: number;
  version: number;
  note: string;
  open_days: number;
  published_at: Date;
  /** What proposals count under it: this roll's entries; null: persons. */
  roll_id: number | null;
}

export interface RuleTable {
  id: Id;
  rule_set_id: number;
  code: string;
  matter_kind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: Extract<Consequence, "reply" | "forum">;
  owed_by: OwedBy | null;
  days: number;
}

export interface ThresholdTable {
  matter_id: number;
  code: string;
  position: number;
  count: number;
  consequence: Consequence;
  owed_by: OwedBy | null;
  /** That an office has, that a forum is open, or that a drive collects from here on; null: it changes no date. */
  days: number | null;
  article: string | null;
  reached_at: Date | null;
  support_serial: number | null;
}
