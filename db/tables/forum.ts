import type { Generated } from "kysely";
import type { Id } from "./json.ts";

export type Stance = "for" | "against" | "other";

export interface ForumTable {
  matter_id: number;
  proposal_id: number;
  for_count: Generated<number>;
  against_count: Generated<number>;
  other_count: Generated<number>;
}

export interface BackgroundTable {
  /** By which it is reported. */
  id: Id;
  forum_id: number;
  /** In the order of adding, given once. */
  number: number;
  /** Among those that stand. */
  position: number;
  title: string;
  body: string;
  url: string | null;
  /** Null: before the ledger had a line for it. */
  added_at: Date | null;
  /** Null: it stands. */
  removed_at: Date | null;
}

export interface OpinionTable {
  id: Id;
  forum_id: number;
  person_id: number;
  stance: Stance;
  body: string;
  version: number;
  helpful_count: Generated<number>;
  reply_count: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface OpinionVersionTable {
  opinion_id: number;
  version: number;
  stance: Stance;
  body: string;
  written_at: Date;
}

export interface OpinionReplyTable {
  id: Id;
  opinion_id: number;
  person_id: number;
  body: string;
  created_at: Date;
}

export interface HelpfulTable {
  opinion_id: number;
  person_id: number;
  created_at: Date;
}
