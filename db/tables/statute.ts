import type { Id, Json } from "./json.ts";
import type { Localized } from "./language.ts";
import type { StatuteDefinition } from "./statute-definition.ts";

export interface StatuteTable {
  id: Id;
  space_id: number;
  code: string;
  version: number;
  definition: Json<StatuteDefinition>;
  published_at: Date;
}

/** `district` null: the whole municipality. */
export interface ElectorateTable {
  space_id: number;
  as_of: string;
  district: string | null;
  eligible: number;
  population: number | null;
  published_on: string;
}

/** Beside the public holidays of the country: what an operator added. */
export interface DayOffTable {
  space_id: number;
  day: string;
  name: Json<Localized>;
  added_on: string;
}

export interface ElectionTable {
  id: Id;
  space_id: number;
  name: Json<Localized>;
  pause_from: string;
  pause_until: string;
}
