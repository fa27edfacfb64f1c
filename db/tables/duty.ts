import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** What a threshold asks of an office: a reply. */
export type ReplyKind = "department-reply" | "mayor-reply";

/** What the law asks of the council on a drive's way. */
export type CouncilKind =
  | "council-inspection"
  | "council-acceptance"
  | "council-introduction"
  | "council-decision";

export type DutyKind = ReplyKind | CouncilKind;

export type Decision = "will-do" | "partly" | "under-study" | "cannot";

export interface DutyTable {
  id: Id;
  matter_id: number;
  space_id: number;
  /** The threshold that it comes from; null: it comes from a step of the law. */
  threshold_code: string | null;
  step: string | null;
  kind: DutyKind;
  office_id: number;
  opened_at: Date;
  due_at: Date;
  met_at: Date | null;
  replies: Generated<number>;
  article: string | null;
}

export interface ReplyTable {
  duty_id: number;
  version: number;
  decision: Decision;
  body: string;
  author_id: number;
  published_at: Date;
}
