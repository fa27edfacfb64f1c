import type { SearchWords } from "#db/search-document.ts";

/** Reads them; whoever makes an engine decides how long they may be remembered. */
export type WordsReader = (spaceId: number) => Promise<SearchWords>;
