import type { Id } from "./json.ts";

/** What the entries of a roll are grouped by. */
export type RollUnit = "building" | "branch" | "department" | "class";

export interface RollTable {
  id: Id;
  space_id: number;
  code: string;
  /** Null: its entries are in no groups. */
  unit: RollUnit | null;
  created_at: Date;
}

export interface RollEntryTable {
  roll_id: number;
  id: Id;
  label: string;
  /** The building, branch, … that it belongs to. */
  unit: string | null;
  /** Exact, as decimal digits. */
  weight: string;
  /** Who acts for it; null: nobody yet. */
  person_id: number | null;
  position: number;
}
