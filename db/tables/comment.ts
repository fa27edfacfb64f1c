import type { Generated } from "kysely";
import type { Id } from "./json.ts";
import type { HideReason } from "./quick-poll.ts";

/** A question or a comment below a proposal, or its author's answer to one. */
export interface ProposalCommentTable {
  id: Id;
  matter_id: number;
  person_id: number;
  /** What it answers; null: it is no answer. */
  answers: number | null;
  /** Empty: it was taken back. */
  body: string;
  created_at: Date;
  withdrawn_at: Generated<Date | null>;
  hidden_at: Generated<Date | null>;
  hidden_reason: Generated<HideReason | null>;
}
