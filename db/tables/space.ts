import type { Generated } from "kysely";
import type { Id, Json } from "./json.ts";
import type { Language, Localized } from "./language.ts";

export type SpaceKind =
  | "city"
  | "council"
  | "apartment"
  | "union"
  | "company"
  | "party"
  | "association"
  | "school";

/** "head" leads a space, whatever it is called there; a city's is its "mayor". */
/** "commission": the election commission that holds a city's votes. */
export type OfficeKind =
  | "department"
  | "council"
  | "mayor"
  | "head"
  | "moderation"
  | "administration"
  | "commission";

export type PostRole = "officer" | "moderator" | "clerk" | "mayor" | "head" | "admin";

/** Who says that somebody holds a post: the identity provider's claim, or the space itself. */
type PostSource = "provider" | "space";

/** Where an operator is reached, and who answers for personal data. */
export interface SpaceContact {
  address: Localized;
  phone: string;
  email: string;
  officer: { title: Localized; phone: string; email: string };
  processors: { name: Localized; work: Localized }[];
}

export interface SpaceTable {
  id: Id;
  code: string;
  kind: SpaceKind;
  name: Json<Localized>;
  created_at: Date;
  /** In which its offices get their letters. */
  language: Generated<Language>;
  /** Everybody in it is made up; all spaces of a database are, or none is. */
  demonstration: Generated<boolean>;
  /** Null: not said. */
  contact: Json<SpaceContact> | null;
}

export interface DistrictTable {
  space_id: number;
  code: string;
  name: Json<Localized>;
  position: number;
  /** An outline of before there were maps (city_map): the version before draws it. */
  shape: Generated<string | null>;
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
  /** Null: no office of its own. */
  office_id: number | null;
}

export interface PostTable {
  id: Id;
  space_id: number;
  person_id: number;
  role: PostRole;
  office_id: number | null;
  source: PostSource;
  /** Null: by the claim, or by who runs the machine. */
  given_by: number | null;
  given_at: Date;
  /** Null: no end is known. */
  ends_at: Date | null;
}
