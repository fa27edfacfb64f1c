import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { Language } from "./language.ts";

/** What each is to the rest of the house says `app/domain/kinds/KIND/kind.ts`. */
export const MATTER_KINDS = ["proposal", "forum", "drive", "poll", "vote"] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export type MatterState = "open" | "closed" | "withdrawn";

/** Before everybody, for whoever has its address, or for the members of its space. */
export type Visibility = "public" | "unlisted" | "members";

export interface MatterTable {
  /** Given by the database, or drawn from its numbers before. */
  id: ColumnType<number, number | undefined, never>;
  space_id: number;
  kind: MatterKind;
  state: MatterState;
  title: string;
  body: string;
  language: Generated<string>;
  category: string;
  district: string | null;
  /** Where it is about, rounded (place/point.ts); null: no point of the map was given. */
  lon: Generated<number | null>;
  lat: Generated<number | null>;
  author_id: number | null;
  rule_set_id: number | null;
  visibility: Visibility;
  /** What stands in its address while it is not public; null: it was public before there were any. */
  address_token: Generated<string | null>;
  /** When it was put before somebody. */
  opened_at: Date;
  /** Nothing counts before. */
  opens_at: Date;
  /** Nothing more counts after. */
  closes_at: Date;
  /**
   * Until when a support can be taken back; null: as long as the matter is open, whatever its dates, and then it is
   * ended by its own procedure and not by the clock. Every matter says which.
   */
  withdrawable_until: ColumnType<Date | null, Date | null, Date | null>;
  /** Supports that were given by then stand in a list that was handed over: they are not taken back any more. */
  supports_fixed_at: Date | null;
  /** Whose entries it counts; null: it counts persons. */
  roll_id: number | null;
  /** roll_id, with 0 for null: what a support's foreign key holds it to. */
  counted_roll: GeneratedAlways<number>;
  updated_at: Date;
  ended_at: Date | null;
  text_fixed_at: Date | null;
  support_count: Generated<number>;
  support_serial: Generated<number>;
  /** Net supports of the last seven days. */
  week_count: Generated<number>;
  next_threshold: number | null;
  remaining: GeneratedAlways<number | null>;
  imported_count: number | null;
  source: string | null;
  source_id: string | null;
}

export interface MatterTranslationTable {
  matter_id: number;
  language: Language;
  title: string;
  summary: string;
}

export interface SupplementTable {
  matter_id: number;
  position: number;
  body: string;
  created_at: Date;
}

export interface DraftTable {
  id: string;
  person_id: number;
  space_id: number;
  title: string;
  body: string;
  category: string | null;
  district: string | null;
  lon: Generated<number | null>;
  lat: Generated<number | null>;
  updated_at: Date;
  /** Grows with each saving. */
  version: Generated<number>;
  /** The window that saved it last; null: one from before this was kept. */
  tab: string | null;
}

export interface PictureTable {
  id: string;
  draft_id: string | null;
  matter_id: number | null;
  position: number;
  /** What it shows, for who cannot see it; empty only in a draft. */
  alt: string;
  /** The line under it; empty: none. */
  caption: Generated<string>;
  media_type: "image/webp";
  width: number;
  height: number;
  bytes: Buffer;
  created_at: Date;
}
