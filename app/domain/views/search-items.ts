import type { MatterLine } from "#app/domain/kinds.ts";
import type { Queryable } from "#db/client.ts";
import { listVisible, type VisibleDocument } from "#db/queries/search-documents.ts";
import type { DocumentRef } from "#db/search-document.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { type AnalysedQuery, analyse } from "#search/analyse.ts";
import { highlight, type Segment, snippet } from "#search/highlight.ts";
import type { WordsReader } from "#search/words.ts";
import { readLines } from "./similar-matters.ts";

/** One thing that a title names: enough for a suggestion. Codes, not labels: the door that renders knows the language. */
export interface FoundTitle extends DocumentRef {
  matter: { id: number; kind: MatterKind };
  /** Its own, or for opinions and replies the title of what they are about. */
  title: Segment[];
  /** Agreements of the proposal, participants of the forum or signatures of the drive that it is or belongs to. */
  supportCount: number;
}

/** One thing that was found, as it stands now. */
export interface SearchItem extends FoundTitle {
  /** Where its text speaks of it; empty for one without a text. */
  snippet: Segment[];
  category: string;
  district: string | null;
  state: string | null;
  office: string | null;
  year: number;
  publishedAt: string;
  /** How far the matter has come; null: it is what was said about one. */
  line: MatterLine | null;
}

interface Reader {
  text: string;
  words: WordsReader;
  spaceId: number;
  language: Language;
  now: Date;
}

const titleOf = (row: VisibleDocument, query: AnalysedQuery): FoundTitle => ({
  kind: row.kind,
  id: row.id,
  matter: { id: row.matter_id, kind: row.matter_kind },
  title: highlight(query, row.title),
  supportCount: row.support_count,
});

/** What a box that is being typed into shows of some hits. */
export async function readFoundTitles(
  db: Queryable,
  hits: readonly DocumentRef[],
  reader: Omit<Reader, "now">,
) {
  const { text, language, spaceId } = reader;
  const [rows, words] = await Promise.all([listVisible(db, spaceId, hits, language), reader.words(spaceId)]);
  const query = analyse(text, words);
  return rows.map((row) => titleOf(row, query));
}

/**
 * What a page shows of some hits. The index may be a moment old and the database is not: what may not be seen any more
 * is left out, whatever an engine says.
 */
export async function readSearchItems(
  db: Queryable,
  hits: readonly DocumentRef[],
  reader: Reader,
): Promise<SearchItem[]> {
  const { text, language, spaceId, now } = reader;
  const [rows, words] = await Promise.all([listVisible(db, spaceId, hits, language), reader.words(spaceId)]);
  const lines = await readLines(db, rows, { spaceId, language, now });
  const query = analyse(text, words);
  return rows.map((row) => ({
    ...titleOf(row, query),
    snippet: snippet(query, row.text),
    category: row.category,
    district: row.district,
    state: row.state,
    office: row.office,
    year: row.year,
    publishedAt: row.published_at.toISOString(),
    line: (row.id === row.matter_id && lines.get(row.id)) || null,
  }));
}
