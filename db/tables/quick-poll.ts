import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** Why something is reported or hidden. */
export const HIDE_REASONS = ["insult", "personal-data", "spam", "illegal", "off-topic"] as const;
export type HideReason = (typeof HIDE_REASONS)[number];

interface Hidden {
  hidden_at: Date | null;
  hidden_by: number | null;
  hidden_reason: HideReason | null;
}

export interface QuickPollTable extends Hidden {
  id: Id;
  space_id: number;
  /** Its address: /q/NAME */
  name: string;
  /** Typed at meetings; null once it was counted for good. */
  code: string | null;
  maker_id: number;
  /** The question that is asked now, from 1. */
  question: Generated<number>;
  notice: string | null;
  chat: Generated<boolean>;
  created_at: Date;
  closes_at: Date;
  /** Part of the key of this poll's hashes; null once they are gone. */
  salt: Buffer | null;
  /** When its votes became numbers. */
  counted_at: Date | null;
  /** What was suspicious, by then. */
  crowded: Generated<number>;
  repeated: Generated<number>;
}

export interface QuickPollQuestionTable {
  poll_id: number;
  position: number;
  title: string;
}

export interface QuickPollChoiceTable {
  poll_id: number;
  /** Unique in the poll. */
  id: number;
  question: number;
  title: string;
  /** Null while the votes themselves are counted. */
  votes: number | null;
}

/** Of a device, not of a person: without a time. */
export interface QuickVoteTable {
  poll_id: number;
  question: number;
  device_hash: Buffer;
  choice: number;
  address_hash: Buffer;
  sent: Generated<number>;
}

export interface QuickMessageTable extends Hidden {
  id: Id;
  poll_id: number;
  person_id: number;
  body: string;
  created_at: Date;
}
