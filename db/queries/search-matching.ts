import { type RawBuilder, sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { DocumentRef, DocumentState, Facet, Filters } from "../search-document.ts";
import type { GramField } from "./search-frequencies.ts";

/** Which documents a search is among. Conditions on columns of `search_document as d`. */
export interface SearchScope {
  spaceId: number;
  filters: Filters;
  publishedAfter?: Date;
  exceptMatter?: number;
}

/** A filter without values is none. */
function inScope({ spaceId, filters, publishedAfter, exceptMatter }: SearchScope): RawBuilder<unknown> {
  const conditions = [sql`d.space_id = ${spaceId}`];
  for (const facet of FACET_COLUMNS) {
    const values = filters[facet];
    if (!values || values.length === 0) continue;
    // compared as text: a year in an address may be no number
    const column = facet === "year" ? sql`d.year::text` : sql`d.${sql.ref(facet)}`;
    conditions.push(sql`${column} = any(${values}::text[])`);
  }
  if (publishedAfter) conditions.push(sql`d.published_at > ${publishedAfter}`);
  if (exceptMatter !== undefined) conditions.push(sql`d.matter_id <> ${exceptMatter}`);
  return sql.join(conditions, sql` and `);
}
const FACET_COLUMNS = ["kind", "category", "district", "state", "office", "year"] as const satisfies Facet[];

/** What ranking and counting need of a document. */
export interface CandidateRow extends DocumentRef {
  title: string;
  other_titles: string;
  category: string;
  district: string | null;
  state: DocumentState | null;
  office: string | null;
  year: number;
  published_at: Date;
  support_count: number;
}

const candidateColumns = sql`d.kind, d.id, d.title, d.other_titles, d.category, d.district, d.state, d.office, d.year,
  d.published_at, d.support_count`;

/** Grams that are looked up one by one, and what each is worth: a whole number. */
export interface Probe {
  source: GramField;
  grams: number[];
  weights: number[];
}

/**
 * The documents that share most with the probes' grams, by weight. Each gram is one look-up in a GIN index; of more
 * than `perGram` documents those with most supporters count. So that the time does not depend on the number of
 * documents, ask for grams that few have.
 */
export async function listSharing(
  db: Queryable,
  probes: Probe[],
  scope: SearchScope,
  perGram: number,
  limit: number,
): Promise<CandidateRow[]> {
  const found = probes
    .filter(({ grams }) => grams.length > 0)
    .map(
      ({ source, grams, weights }) => sql`
      select hit.kind, hit.id, hit.support_count, asked.weight
      from unnest(${grams}::int[], ${weights}::int[]) as asked (gram, weight)
      cross join lateral (
        select d.kind, d.id, d.support_count
        from ${lookedUp(sql`${sql.ref(source)} @> array[asked.gram]`)} where ${inScope(scope)}
        order by d.support_count desc, d.kind, d.id limit ${perGram}
      ) hit`,
    );
  if (found.length === 0) return [];
  const { rows } = await sql<CandidateRow>`
    with found as (${sql.join(found, sql` union all `)}), best as (
      select kind, id, sum(weight) as weight from found group by kind, id, support_count
      order by weight desc, support_count desc, kind, id limit ${limit}
    )
    select ${candidateColumns} from best join search_document d using (kind, id)
    order by best.weight desc, d.support_count desc, d.kind, d.id`.execute(db);
  return rows;
}

/** What a document must have: all grams of one of the sets, and not be one of those that are known already. */
export interface Matching {
  source: Probe["source"];
  sets: number[][];
  except: readonly DocumentRef[];
}

/**
 * The documents that have grams, as `d`, found in a GIN index whatever the planner believes. Before the first ANALYZE
 * it took a space for a two-hundredth of the table, and went through all its documents instead; and it takes "has
 * these grams" for one cheap comparison a row, when it is fetching and unpacking a thousand grams.
 *
 * offset 0 keeps the conditions of the scope out, with their indexes; search_looked_up (see the migration) makes
 * reading the whole table dear. It is said to be dear and is never called, as every id is above 0: the planner adds up both
 * sides of the "or", and half a microsecond a row was a quarter of finding 56,000 documents (58 ms, and 32 without).
 */
const lookedUp = (has: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select * from search_document where (${has}) and (id > 0 or search_looked_up(id)) offset 0) d`;

/** Those that match in a scope, as `from … where …`; with `matching` null everything in it. */
function fromMatching(matching: Matching | null, scope: SearchScope): RawBuilder<unknown> {
  if (!matching) return sql`from search_document d where ${inScope(scope)}`;
  const { source, sets, except } = matching;
  const has = sql.join(
    sets.map((grams) => sql`${sql.ref(source)} @> ${grams}::int[]`),
    sql` or `,
  );
  const [kinds, ids] = [except.map((ref) => ref.kind), except.map((ref) => ref.id)];
  const other = sql`(d.kind, d.id) not in (select * from unnest(${kinds}::text[], ${ids}::bigint[]))`;
  return sql`from ${lookedUp(has)} where ${inScope(scope)} ${except.length === 0 ? sql`` : sql`and ${other}`}`;
}

/** The orders that an index has. The kind and id decide between equals, so that pages do not overlap. */
const orders = {
  date: sql`d.published_at desc, d.kind, d.id`,
  support: sql`d.support_count desc, d.kind, d.id`,
};
export type DocumentOrder = keyof typeof orders;

/** The first of the documents that match. */
export async function listMatching(
  db: Queryable,
  matching: Matching | null,
  scope: SearchScope,
  order: DocumentOrder,
  limit: number,
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns} ${fromMatching(matching, scope)} order by ${orders[order]} limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** How many there are in a scope, counted up to `cap`. */
export async function countInScope(db: Queryable, scope: SearchScope, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 ${fromMatching(null, scope)} limit ${cap}) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many have a value of a facet. */
export interface FacetValueCount {
  facet: Facet;
  value: string;
  count: number;
}

/**
 * The counts of some facets' values among the rows of `d`. The rows are grouped once, whatever the number of facets:
 * there are far fewer combinations than documents.
 */
function facetValues(facets: readonly Facet[], d: RawBuilder<unknown>): RawBuilder<FacetValueCount> {
  const columns = sql.join(facets.map((facet) => sql.ref(facet)));
  const values = sql.join(facets.map((facet) => sql`(${facet}, combination.${sql.ref(facet)}::text)`));
  return sql`
    select counted.facet, counted.value, sum(combination.count)::int as count
    from (select ${columns}, count(*) as count ${d} group by ${columns}) combination
    cross join lateral (values ${values}) as counted (facet, value)
    where counted.value is not null
    group by counted.facet, counted.value`;
}

/** How many documents of a scope have each value of some facets. */
export async function countFacetValues(
  db: Queryable,
  scope: SearchScope,
  facets: readonly Facet[],
): Promise<FacetValueCount[]> {
  const { rows } = await facetValues(facets, fromMatching(null, scope)).execute(db);
  return rows;
}

/** What of the texts that match is read. */
export interface TextReading {
  order: DocumentOrder;
  /** Of the rows. */
  limit: number;
  /** Matches are counted up to here. */
  cap: number;
  /** Whose values are counted. */
  facets: readonly Facet[];
}

/** What the order of a list needs of a document. */
export type TextRow = Pick<CandidateRow, "kind" | "id" | "support_count" | "published_at">;

export interface TextMatches {
  /** The first in the order. */
  first: TextRow[];
  count: number;
  /** Of more than `cap` the first in the order are counted: which are found first hangs on where they lie. */
  facets: FacetValueCount[];
}

/**
 * The texts that match: the first, how many, and the counts of their facets, all from one reading of the matches. As
 * three statements each found and fetched them anew; kept in full before they were put in order, the 56,000 texts that have
 * a frequent word were written to disk (80 ms, and 52 so).
 */
export async function readTexts(
  db: Queryable,
  matching: Matching,
  scope: SearchScope,
  { order, limit, cap, facets }: TextReading,
): Promise<TextMatches> {
  const counted =
    facets.length === 0
      ? sql`'[]'::json`
      : sql`(select coalesce(json_agg(one), '[]') from (${facetValues(facets, sql`from matching d`)}) one)`;
  const { rows } = await sql<
    { first: (Omit<TextRow, "published_at"> & { at: number })[] } & Omit<TextMatches, "first">
  >`
    with matching as materialized (
      select d.kind, d.id, d.category, d.district, d.state, d.office, d.year, d.published_at, d.support_count
      ${fromMatching(matching, scope)} order by ${orders[order]} limit ${cap}
    )
    select
      (select coalesce(json_agg(one), '[]') from (
        select d.kind, d.id, d.support_count, extract(epoch from d.published_at) * 1000 as at
        from matching d order by ${orders[order]} limit ${limit}) one) as first,
      (select count(*)::int from matching) as count,
      ${counted} as facets`.execute(db);
  const [found] = rows;
  if (!found) return { first: [], count: 0, facets: [] };
  return { ...found, first: found.first.map(({ at, ...row }) => ({ ...row, published_at: new Date(at) })) };
}

/** Which of some gram sets (one for each word) no document of the space has in its titles or text: 0-based. */
export async function listUnknown(
  db: Queryable,
  spaceId: number,
  sets: readonly number[][],
): Promise<number[]> {
  const asked = sets.map((grams) => `{${grams.join(",")}}`);
  const { rows } = await sql<{ place: number }>`
    select (asked.place - 1)::int as place
    from unnest(${asked}::text[]) with ordinality as asked (grams, place)
    where not exists (
      select 1 from ${lookedUp(sql`text_grams @> asked.grams::int[]`)} where d.space_id = ${spaceId})`.execute(
    db,
  );
  return rows.map(({ place }) => place);
}
