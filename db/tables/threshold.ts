import type { Id } from "./json.ts";
import type { MatterKind } from "./matter.ts";

/** The kinds whose thresholds are rules of the city; a drive's stand in its statute. */
export type RuleMatterKind = Exclude<MatterKind, "drive">;

export type Measure = "agreements" | "participants";

export type Consequence = "department-reply" | "forum" | "mayor-reply";

export interface RuleSetTable {
  id: Id;
  space_id: number;
  version: number;
  note: string;
  open_days: number;
  published_at: Date;
}

export interface RuleTable {
  id: Id;
  rule_set_id: number;
  code: string;
  matter_kind: RuleMatterKind;
  measure: Measure;
  threshold: number;
  consequence: Consequence;
  days: number;
}

export interface CrossingTable {
  matter_id: number;
  rule_id: number;
  threshold: number;
  crossed_at: Date;
  support_serial: number;
}
