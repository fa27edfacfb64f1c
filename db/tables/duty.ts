import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** What is met by a reply: what a threshold asks for, and what follows from a poll. */
export const REPLY_KINDS = ["department-reply", "mayor-reply", "poll-follow-up"] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** What the law asks of the council on a drive's way. */
export type CouncilKind =
  | "council-inspection"
  | "council-acceptance"
  | "council-introduction"
  | "council-decision";

export type DutyKind = ReplyKind | CouncilKind;

/** Whether it is met by a reply, and not by an act that the law asks for. */
export const isReplyKind = (kind: DutyKind): kind is ReplyKind => {
  const kinds: readonly DutyKind[] = REPLY_KINDS;
  return kinds.includes(kind);
};

/** What an office said it will do, from yes to no. */
export const DECISIONS = ["will-do", "partly", "under-study", "cannot"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface DutyTable {
  id: Id;
  matter_id: number;
  space_id: number;
  /** The threshold that it comes from; null: it comes from a step of the law, or the end of a poll. */
  threshold_code: string | null;
  step: string | null;
  kind: DutyKind;
  office_id: number;
  opened_at: Date;
  due_at: Date;
  met_at: Date | null;
  replies: Generated<number>;
  /** Those of them that promise another one, and do not meet it. */
  interim_replies: Generated<number>;
  article: string | null;
}

/** Whose reply those judge who stand behind the matter: what a threshold asked for. */
export const JUDGED_KINDS = ["department-reply", "mayor-reply"] as const satisfies readonly ReplyKind[];

/** Whether a reply answered what was asked, from yes to no. */
export const VERDICTS = ["yes", "partly", "no"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What somebody who stands behind a matter says of the reply to it. */
export interface VerdictTable {
  duty_id: number;
  person_id: number;
  verdict: Verdict;
  given_at: Date;
}

/** How many say what of a reply. */
export interface VerdictCountTable {
  duty_id: number;
  yes: Generated<number>;
  partly: Generated<number>;
  no: Generated<number>;
}

/** Of what an office was reminded. */
export interface DutyReminderTable {
  duty_id: number;
  /** When in its time; see `reminder-marks.ts`. */
  mark: string;
  sent_at: Date;
}

export interface ReplyTable {
  duty_id: number;
  version: number;
  decision: Decision;
  body: string;
  /** The day in Seoul on which the next one is promised, YYYY-MM-DD; null: it is final. */
  next_on: Generated<string | null>;
  author_id: number;
  published_at: Date;
}
