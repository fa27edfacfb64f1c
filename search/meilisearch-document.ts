import type { DocumentState, SearchDocument } from "#db/search-document.ts";
import type { SearchedKind } from "#db/tables/search.ts";
import { type DocumentKey, keyOf } from "./engine.ts";
import { keysOf, tokensOf } from "./meilisearch-tokens.ts";
import { documentGrams, normalise } from "./text.ts";

/** A document as Meilisearch keeps it. */
export interface StoredDocument {
  key: DocumentKey;
  kind: SearchedKind;
  id: number;
  spaceId: number;
  matterId: number;
  title: string;
  otherTitles: string;
  text: string;
  category: string;
  district: string | null;
  state: SearchDocument["state"];
  office: string | null;
  /** A text like every other facet: as a number 2026.0 in an address would be 2026. */
  year: string;
  /** Milliseconds since 1970. */
  publishedAt: number;
  supportCount: number;
  stage: number;
  titleKeys: string;
  titlePairs: string;
  titleLetters: string;
  titleInitials: string;
  textGrams: string;
}

export function storedDocument(document: SearchDocument): StoredDocument {
  const grams = documentGrams(document);
  const titles = [document.title, ...document.otherTitles.split("\n")].map(normalise);
  return {
    key: keyOf(document),
    kind: document.kind,
    id: document.id,
    spaceId: document.spaceId,
    matterId: document.matterId,
    title: document.title.toWellFormed(),
    otherTitles: document.otherTitles.toWellFormed(),
    text: document.text.toWellFormed(),
    category: document.category,
    district: document.district,
    state: document.state,
    office: document.office,
    year: String(document.year),
    publishedAt: document.publishedAt.getTime(),
    supportCount: document.supportCount,
    stage: document.state === null ? 0 : STAGES[document.state],
    titleKeys: titles.map(keysOf).join(" "),
    titlePairs: tokensOf(grams.title).join(" "),
    titleLetters: tokensOf(grams.jamo).join(" "),
    titleInitials: tokensOf(grams.initials).join(" "),
    textGrams: tokensOf(grams.text).join(" "),
  };
}

/** The stage as a number: what still needs people comes first. */
const STAGES: Record<DocumentState, number> = {
  gathering: 3,
  open: 3,
  scheduled: 2,
  voting: 3,
  awaiting: 3,
  answered: 2,
  "will-do": 2,
  partly: 2,
  "under-study": 2,
  cannot: 2,
  closed: 1,
  collecting: 3,
  checking: 2,
  council: 2,
  decided: 2,
  ended: 1,
};
