import type { Generated } from "kysely";
import type { Id } from "./json.ts";
import type { Consequence } from "./threshold.ts";

export type DutyKind = Exclude<Consequence, "forum">;

export type Decision = "will-do" | "partly" | "under-study" | "cannot";

export interface DutyTable {
  id: Id;
  matter_id: number;
  space_id: number;
  rule_id: number;
  kind: DutyKind;
  office_id: number;
  opened_at: Date;
  due_at: Date;
  met_at: Date | null;
  replies: Generated<number>;
}

export interface ReplyTable {
  duty_id: number;
  version: number;
  decision: Decision;
  body: string;
  author_id: number;
  published_at: Date;
}
