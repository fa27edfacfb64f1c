import type { Generated, JSONColumnType } from "kysely";
import type { Json } from "./json.ts";
import type { Said } from "./poll-definition.ts";

/** Where a vote comes from: a drive of residents, the council's demand, or the head of the city with its consent. */
type VoteSource = { by: "drive"; drive: number } | { by: "council" | "head"; reference: string };

export interface PollingPlace {
  name: string;
  address: string;
  /** A code of the space. */
  district: string | null;
  /** Who may vote there. */
  eligible: number;
}

/** All that a vote says before it is held: what is asked, where it comes from, when and where. */
export interface VoteDefinition {
  title: Said;
  question: Said;
  /** Null: it is asked whether one is for it or against it. */
  choices: { first: Said; second: Said } | null;
  /** Why one should choose the first, and why the second. */
  arguments: { first: Said; second: Said };
  source: VoteSource;
  category: string;
  /** The day of the public notice by which the head of the city puts it to the vote, YYYY-MM-DD. */
  noticedOn: string;
  /** The number of that notice. */
  notice: string;
  /** When polling places are open on the voting day, HH:MM in Seoul. */
  opens: string;
  closes: string;
  places: PollingPlace[];
}

/** What was counted at one polling place. */
export interface PlaceCount {
  ballots: number;
  first: number;
  second: number;
  invalid: number;
}

/** What came of the vote: one of its two sides, or neither of them. */
export type VoteOutcome = "first" | "second" | "neither";

/** A result as it was published. */
export interface VoteResult extends PlaceCount {
  eligible: number;
  outcome: VoteOutcome;
  /** By the place's number. */
  places: ({ place: number } & PlaceCount)[];
}

export interface VoteDraftTable {
  /** From the matters' numbers: the vote that it becomes has the same. */
  id: Generated<number>;
  space_id: number;
  office_id: number;
  /** Grows with each change. */
  version: number;
  approved_at: Date | null;
}

export interface VoteDraftVersionTable {
  draft_id: number;
  version: number;
  definition: Json<VoteDefinition>;
  written_by: number;
  written_at: Date;
}

export interface VoteTable {
  matter_id: number;
  office_id: number;
  statute_id: number;
  drive_id: number | null;
  definition: Json<VoteDefinition>;
  eligible: number;
  /** YYYY-MM-DD. */
  voting_day: string;
}

export interface PollingPlaceTable {
  matter_id: number;
  /** From 1, in the order of the definition. */
  place: number;
  eligible: number;
}

/** Who enters what was counted at a place: the first and the second who came. */
export interface VoteSeatTable {
  matter_id: number;
  place: number;
  /** The version of the result that it is for. */
  round: number;
  seat: number;
  person_id: number;
}

interface CountedColumns {
  matter_id: number;
  place: number;
  round: number;
  eligible: number;
  ballots: number;
  for_first: number;
  for_second: number;
  invalid: number;
}

export interface VoteEntryTable extends CountedColumns {
  seat: number;
  /** Grows with each time that the same officer enters it. */
  version: number;
  entered_at: Date;
}

/** What both officers entered alike. */
export interface VoteCountTable extends CountedColumns {
  confirmed_at: Date;
}

export interface VoteResultTable {
  matter_id: number;
  version: number;
  result: Json<VoteResult>;
  /** Why it was corrected; null: it is the first. */
  reason: JSONColumnType<Said | null, string | null, string | null>;
  published_by: number;
  published_at: Date;
}

export interface VoteObjectionTable {
  matter_id: number;
  position: number;
  /** YYYY-MM-DD. */
  received_on: string;
  signatures: number;
  recorded_by: number;
  recorded_at: Date;
}

export type ObjectionVerdict = "upheld" | "dismissed";

export interface VoteObjectionDecisionTable {
  matter_id: number;
  position: number;
  verdict: ObjectionVerdict;
  reasons: Json<Said>;
  recorded_by: number;
  recorded_at: Date;
}
