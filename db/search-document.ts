import { STAGES } from "./drive-stages.ts";
import type { Decision } from "./tables/duty.ts";
import type { MatterState } from "./tables/matter.ts";
import type { SearchedKind } from "./tables/search.ts";

/**
 * What search keeps of a thing. It stands with the tables because the queries of the index are made from it; what it
 * is searched for by, and how, is `search/`'s.
 */

/** Which thing a document stands for. `id` is the matter's, the opinion's, or for a reply its duty's. */
export interface DocumentRef {
  kind: SearchedKind;
  id: number;
}

/**
 * Where the thing stands, as a filter: a proposal's stage, whether a forum or a poll goes on, a drive's stage, what a reply
 * decided. Opinions have none. Stages are states of their own: a signature is no agreement, and "ended" says what
 * "closed" does not, that the law goes no further with it.
 */
export const DOCUMENT_STATES = [
  "gathering",
  "awaiting",
  "answered",
  "scheduled",
  "voting",
  "open",
  "closed",
  ...STAGES,
  "will-do",
  "partly",
  "under-study",
  "cannot",
] as const satisfies readonly (string | MatterState | Decision)[];
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** One thing that can be found. Public text only: no name, no personal data, nothing hidden or withdrawn. */
export interface SearchDocument extends DocumentRef {
  spaceId: number;
  /** The matter whose page shows it: the proposal, forum, drive or poll itself, an opinion's forum, what a reply answers. */
  matterId: number;
  language: string;
  /** Its own title, empty for opinions and replies: a search for a title finds the matter, not its 999 opinions. */
  title: string;
  /** The title in other languages and what else it goes by, such as the name of a drive's law; one a line. */
  otherTitles: string;
  /** Plain text, without Markdown. */
  text: string;
  category: string;
  district: string | null;
  state: DocumentState | null;
  /** The code of the office that is responsible or replied. */
  office: string | null;
  /** The year (Asia/Seoul) it was put before the public. */
  year: number;
  publishedAt: Date;
  supportCount: number;
}

/** The column of each field and its type, in one place: every statement that writes or reads documents is made from it. */
export const DOCUMENT_COLUMNS = {
  kind: ["kind", "text"],
  id: ["id", "bigint"],
  spaceId: ["space_id", "int"],
  matterId: ["matter_id", "bigint"],
  language: ["language", "text"],
  title: ["title", "text"],
  otherTitles: ["other_titles", "text"],
  text: ["text", "text"],
  category: ["category", "text"],
  district: ["district", "text"],
  state: ["state", "text"],
  office: ["office", "text"],
  year: ["year", "int"],
  publishedAt: ["published_at", "timestamptz"],
  supportCount: ["support_count", "int"],
} as const satisfies Record<keyof SearchDocument, readonly [column: string, type: string]>;

/** What a list can be narrowed by; each is a column. */
export const FACETS = ["kind", "category", "district", "state", "office", "year"] as const;
export type Facet = (typeof FACETS)[number];
/** Values as they stand in an address; within one facet any of them, across facets all. */
export type Filters = Partial<Record<Facet, readonly string[]>>;

/** Grams of one document: a few characters that follow one another, packed in an int4 (`search/text.ts`). */
export interface DocumentGrams {
  /** Pairs of characters of the titles. */
  title: number[];
  /** Three letters in a row, as typed, of the titles; and how each word begins. For typos and half a syllable. */
  jamo: number[];
  /** Two to four initial consonants in a row of the titles. */
  initials: number[];
  /** Everything that the words of a query are looked for in: titles and text. */
  text: number[];
}

/** Words that the operator keeps for a space. */
export interface SearchWords {
  /** Groups of words that mean the same: each finds the others. */
  synonyms: readonly (readonly string[])[];
  /** Words that say nothing about what is looked for. */
  stopWords: readonly string[];
}
