import type { Generated, GeneratedAlways } from "kysely";
import type { Id } from "./json.ts";
import { MATTER_KINDS } from "./matter.ts";

/** What can be found by search: every matter, what is said in a forum, and how a duty was met. */
export const SEARCHED_KINDS = [...MATTER_KINDS, "opinion", "reply"] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];

export interface SearchChangeTable {
  seq: GeneratedAlways<number>;
  kind: SearchedKind;
  id: number;
}

export interface SearchDocumentTable {
  kind: SearchedKind;
  id: number;
  space_id: number;
  matter_id: number;
  language: string;
  title: string;
  other_titles: string;
  text: string;
  category: string;
  district: string | null;
  state: string | null;
  office: string | null;
  year: number;
  published_at: Date;
  support_count: number;
  version: number;
  title_grams: number[];
  title_jamo: number[];
  title_initials: number[];
  text_grams: number[];
}

export interface SearchRemovalTable {
  kind: SearchedKind;
  id: number;
  version: number;
}

export interface SearchFollowerTable {
  engine: string;
  followed: Generated<number>;
  rebuild_index: string | null;
  rebuilt: Generated<number>;
}

export interface SearchGramFrequencyTable {
  space_id: number;
  /** A column of search_document. */
  field: string;
  gram: number;
  documents: number;
}

export interface SearchGramTotalTable {
  space_id: number;
  documents: number;
  changes: number;
}

export interface SearchRebuildTable {
  singleton: Generated<boolean>;
  kind: SearchedKind;
  after_id: number;
}

export interface SynonymGroupTable {
  id: Id;
  space_id: number;
  words: string[];
  changed_at: Date;
}

export interface StopWordTable {
  space_id: number;
  word: string;
}

export interface SavedSearchTable {
  id: Id;
  person_id: number;
  space_id: number;
  query: string;
  mail: boolean;
  created_at: Date;
  told_until: Date;
  told_at: Date | null;
}

export interface LikelyDuplicateTable {
  matter_id: number;
  earlier_id: number;
  space_id: number;
  score: number;
  found_at: Date;
  dismissed_at: Date | null;
  dismissed_by: number | null;
}
