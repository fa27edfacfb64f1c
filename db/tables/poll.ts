import type { Generated, JSONColumnType } from "kysely";
import type { Json } from "./json.ts";
import type { PollDefinition, PollPurpose, PollShown, Said } from "./poll-definition.ts";

export interface PollDraftTable {
  /** From the matters' numbers: the poll that it becomes has the same. */
  id: Generated<number>;
  space_id: number;
  office_id: number;
  definition: Json<PollDefinition>;
  /** Grows with each change. */
  version: number;
  made_by: number;
  updated_at: Date;
  /** Null: it is still being written. */
  submitted_at: Date | null;
  approved_at: Date | null;
}

export interface PollDraftVersionTable {
  draft_id: number;
  version: number;
  definition: Json<PollDefinition>;
  written_by: number;
  written_at: Date;
}

/** Which version somebody looked at last. */
export interface PollDraftLookTable {
  draft_id: number;
  person_id: number;
  version: number;
}

export interface PollPictureTable {
  id: string;
  draft_id: number;
  /** The version before has it; null since: the definition says it. */
  alt: string | null;
  media_type: "image/webp";
  width: number;
  height: number;
  bytes: Buffer;
  created_at: Date;
}

export interface PollTable {
  matter_id: number;
  office_id: number;
  definition: Json<PollDefinition>;
  purpose: PollPurpose;
  may_change: boolean;
  results: PollDefinition["results"];
  data_key_id: number;
  /** The ballots that are counted and gone, sealed; null: none is, or it is over. */
  tally: Buffer | null;
  /** What may be shown: the totals of one whose results are live, then the result. */
  shown: JSONColumnType<PollShown | null, string | null, string | null>;
  /** When it was counted to the end. */
  counted_at: Date | null;
  /** Up to which support its turnout is counted. */
  turnout_serial: Generated<number>;
  /** When search learned that it is open. */
  announced_at: Date | null;
}

export interface PollCorrectionTable {
  matter_id: number;
  position: number;
  body: Json<Said>;
  made_by: number;
  made_at: Date;
}

/** A ballot that is not counted to the end. Of whom it is, and nothing of when. */
export interface BallotTable {
  matter_id: number;
  holder_id: number;
  sealed: Buffer;
  /** It is in the live totals as it says now. */
  counted: Generated<boolean>;
  /** What it says in the live totals, where that is something else; null: nothing. */
  counted_sealed: Buffer | null;
}

/** What somebody answered and has not sent. */
export interface BallotDraftTable {
  matter_id: number;
  person_id: number;
  sealed: Buffer;
  /** Grows with each save. */
  version: number;
  /** The day in Seoul, YYYY-MM-DD. */
  saved_on: string;
}

/** Who asked to be reminded before a poll closes, and to be told of its result. */
export interface PollReminderTable {
  matter_id: number;
  person_id: number;
  /** Its time has come, whether they had taken part by then or not. */
  reminded: Generated<boolean>;
}

/** How many texts say nearly the same. */
export interface PollTextGroupTable {
  matter_id: number;
  question: string;
  /** From 1, the largest. */
  likeness: number;
  count: number;
  example: string;
}

export interface PollTextTable {
  id: string;
  matter_id: number;
  question: string;
  /** Until the close. */
  sealed: Buffer | null;
  body: string | null;
  /** Which of them say nearly the same; null: nothing else does. */
  likeness: number | null;
}

export interface PollTurnoutTable {
  matter_id: number;
  /** "district" is what an older version wrote; nothing reads it. */
  dimension: "hour" | "district";
  /** An hour in UTC. */
  bucket: string;
  count: number;
}

/** Who would rather not be drawn; until the close. */
export interface PollDrawDeclineTable {
  matter_id: number;
  person_id: number;
}

/** How many numbers are drawn among, and how many win: fixed at the close. */
export interface PollDrawTable {
  matter_id: number;
  numbers: number;
  winners: number;
}

/** The number of a receipt. */
export interface PollDrawNumberTable {
  matter_id: number;
  number: string;
}

/** What came out, by the root of the signed head of so many lines. */
export interface PollDrawnTable {
  matter_id: number;
  size: number;
  root: Buffer;
  /** Numbers, the first first. */
  winners: string[];
  at: Date;
}

/** From where people took part, as of the end of a day. */
export interface PollDistrictTurnoutTable {
  matter_id: number;
  /** By the district's code, or the roll's unit; "": of none. */
  counts: Json<Record<string, number>>;
  /** They are by unit. */
  by_unit: Generated<boolean>;
  /** Of how many people they are, each of them once; null: of as many. */
  people: JSONColumnType<Record<string, number> | null, string | null, string | null>;
  /** The last support that is in it. */
  serial: number;
  /** As of when it is; null: nothing was counted yet. */
  counted_at: Date | null;
  /** The end of the day for which it was last asked whether enough came. */
  looked_at: Date;
}
