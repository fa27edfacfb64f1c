/** Words that the operator keeps, per space; see `db/queries/search-words.ts`. */
export interface SearchWords {
  /** Groups of words that mean the same: each finds the others. */
  synonyms: readonly (readonly string[])[];
  /** Words that say nothing about what is looked for. */
  stopWords: readonly string[];
}

/** Reads them; whoever makes an engine decides how long they may be remembered. */
export type WordsReader = (spaceId: number) => Promise<SearchWords>;
