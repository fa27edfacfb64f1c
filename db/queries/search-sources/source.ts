/**
 * What a search document is made of, read as it stands now, a query a kind of thing, on primary keys. What may not be
 * found (withdrawn, not before everybody) or is gone has no row. Texts are as they were written.
 */
export interface SearchSource {
  id: number;
  space_id: number;
  matter_id: number;
  language: string;
  title: string;
  /** The title in other languages and what else it goes by, one a line. */
  other_titles: string | null;
  body: string;
  /** Supplements, background, articles: what belongs to it beside its own text. */
  more: string | null;
  category: string;
  district: string | null;
  office: string | null;
  published_at: Date;
  closes_at: Date;
  support_count: number;
}
