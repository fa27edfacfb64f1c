import type { Id, Json } from "./json.ts";

export type Vote = "agree" | "disagree" | "pass";

/** Why a moderator took a statement's text off the page. */
export type HidingReason = "personal-data" | "insult" | "off-topic" | "several" | "advertising";

export interface StatementTable {
  id: Id;
  matter_id: number;
  person_id: number;
  /** Never changed. */
  body: string;
  created_at: Date;
  /** Null: it stands. */
  hidden_at: Date | null;
  hidden_reason: HidingReason | null;
}

export interface StatementVoteTable {
  statement_id: number;
  person_id: number;
  vote: Vote;
}

/** Whose votes have changed since the map was made. */
export interface OpinionMapWaitingTable {
  matter_id: number;
  person_id: number;
  /** Grows with each vote, so that one that comes while a map is being made waits for the next. */
  changes: number;
}

export interface OpinionMapTable {
  matter_id: number;
  /** Grows with each making. */
  version: number;
  made_at: Date;
  result: Json<KeptMap>;
}

/** Coordinates on the two axes. */
export type Place = [number, number];

export type VoteCounts = Record<Vote, number>;

/** A map as it is kept: of nobody in it can be said what they think. */
export type KeptMap = FewVoices | DrawnMap;

interface Voices {
  /** Who voted on as many statements as it takes. */
  people: number;
  /** How many it takes. */
  enough: number;
}

/** Too few people or statements to draw anything. */
interface FewVoices extends Voices {
  state: "few";
}

export interface DrawnMap extends Voices {
  state: "drawn";
  /** How many of them were drawn by lot to be computed with; all of them, where they are few enough. */
  counted: number;
  axes: Axes;
  /** From -1, as bad as can be, to 1; null: there is one group only. */
  silhouette: number | null;
  /** Largest first. */
  groups: KeptGroup[];
  statements: CountedStatement[];
  /** Ids, most agreed on first. */
  uniting: number[];
  /** Ids, most argued about first. */
  dividing: number[];
}

/** How votes become a place. It says nothing of a person. */
export interface Axes {
  /** Of the statements in order. */
  means: number[];
  /** Two, of length one. */
  components: [number[], number[]];
  /** The share of all variance along each, 0…1. */
  variance: [number, number];
}

export interface KeptGroup {
  size: number;
  centre: Place;
  /** Some people together, never fewer than a group may have: where they are on average, and how many. */
  circles: { place: Place; size: number }[];
  /** What sets it apart, most so first. */
  typical: { statement: number; vote: "agree" | "disagree" }[];
}

export interface CountedStatement {
  id: number;
  /** Null: too few voted on it. */
  all: VoteCounts | null;
  /** In the order of the groups; null: in one of them too few voted on it. */
  groups: VoteCounts[] | null;
}
