import type { Generated } from "kysely";
import type { Id } from "./json.ts";
import type { HidingReason } from "./opinion-map.ts";
import type { HideReason } from "./quick-poll.ts";

/** What a moderator may decide on what was reported. */
export const OUTCOMES = ["hidden", "kept", "passed-on"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why something that was hidden is shown again. */
export const SHOW_REASONS = ["mistake", "objection", "changed"] as const;
export type ShowReason = (typeof SHOW_REASONS)[number];

/** A thing that was reported, or that somebody decided on: exactly one of the eight is there. */
export interface ModeratedTable {
  id: Id;
  space_id: number;
  matter_id: Generated<number | null>;
  opinion_id: Generated<number | null>;
  reply_id: Generated<number | null>;
  statement_id: Generated<number | null>;
  quick_poll_id: Generated<number | null>;
  message_id: Generated<number | null>;
  comment_id: Generated<number | null>;
  background_id: Generated<number | null>;
  /** That wait for a decision. */
  reports: Generated<number>;
}

export interface ReportTable {
  id: Id;
  moderated_id: number;
  person_id: number;
  reason: HideReason;
  note: string | null;
  created_at: Date;
  /** Null: it waits. */
  settled_at: Date | null;
  outcome: Outcome | null;
}

/** What was decided; never changed. */
export interface ModerationTable {
  id: Id;
  space_id: number;
  moderated_id: number;
  act: Outcome | "shown";
  /** Why it was hidden, or shown again; null of the others. */
  reason: HideReason | HidingReason | ShowReason | null;
  /** Null: it was not kept then. */
  by_id: number | null;
  at: Date;
}
