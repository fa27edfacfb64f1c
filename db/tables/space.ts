import type { Id, Json } from "./json.ts";
import type { Localized } from "./language.ts";

export type SpaceKind = "city" | "council" | "apartment" | "union" | "company";

export type OfficeKind = "department" | "council" | "mayor" | "moderation" | "administration";

export type PostRole = "officer" | "moderator" | "clerk" | "mayor" | "admin";

export interface SpaceTable {
  id: Id;
  code: string;
  kind: SpaceKind;
  name: Json<Localized>;
  created_at: Date;
}

export interface DistrictTable {
  space_id: number;
  code: string;
  name: Json<Localized>;
  position: number;
}

export interface OfficeTable {
  id: Id;
  space_id: number;
  code: string;
  kind: OfficeKind;
  name: Json<Localized>;
  email: string | null;
}

export interface CategoryTable {
  space_id: number;
  code: string;
  name: Json<Localized>;
  position: number;
  office_id: number;
}

export interface PostTable {
  person_id: number;
  role: PostRole;
  office_id: number | null;
}
