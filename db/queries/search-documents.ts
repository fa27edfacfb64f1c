import { sql } from "kysely";
import type { DocumentKind, DocumentRef, DocumentState, SearchDocument } from "#search/engine.ts";
import type { DocumentGrams } from "#search/text.ts";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";

/** Puts documents in or replaces them, with a new version each, in one statement. */
export async function upsertDocuments(
  db: Queryable,
  documents: readonly { document: SearchDocument; grams: DocumentGrams }[],
): Promise<void> {
  const column = <T>(value: (document: SearchDocument) => T) =>
    documents.map(({ document }) => value(document));
  // arrays of different lengths cannot be unnested together; each travels as the text of an array
  const grams = (part: keyof DocumentGrams) => documents.map((entry) => `{${entry.grams[part].join(",")}}`);
  await sql`
    with given as (
      select * from unnest(
        ${column((d) => d.kind)}::text[], ${column((d) => d.id)}::bigint[], ${column((d) => d.spaceId)}::int[],
        ${column((d) => d.matterId)}::bigint[], ${column((d) => d.language)}::text[],
        ${column((d) => storable(d.title))}::text[], ${column((d) => storable(d.otherTitles))}::text[],
        ${column((d) => storable(d.text))}::text[],
        ${column((d) => d.category)}::text[], ${column((d) => d.district)}::text[], ${column((d) => d.state)}::text[],
        ${column((d) => d.office)}::text[], ${column((d) => d.year)}::int[],
        ${column((d) => d.publishedAt)}::timestamptz[], ${column((d) => d.supportCount)}::int[],
        ${grams("title")}::text[], ${grams("jamo")}::text[], ${grams("initials")}::text[], ${grams("text")}::text[]
      ) as g (kind, id, space_id, matter_id, language, title, other_titles, text, category, district, state, office,
        year, published_at, support_count, title_grams, title_jamo, title_initials, text_grams)
    ), back as (
      delete from search_removal using given where search_removal.kind = given.kind and search_removal.id = given.id
    )
    insert into search_document (kind, id, space_id, matter_id, language, title, other_titles, text, category, district,
      state, office, year, published_at, support_count, version, title_grams, title_jamo, title_initials, text_grams)
    select kind, id, space_id, matter_id, language, title, other_titles, text, category, district, state, office, year,
      published_at, support_count, nextval('search_version'), title_grams::int[], title_jamo::int[],
      title_initials::int[], text_grams::int[]
    from given
    on conflict (kind, id) do update set space_id = excluded.space_id, matter_id = excluded.matter_id,
      language = excluded.language, title = excluded.title, other_titles = excluded.other_titles, text = excluded.text,
      category = excluded.category, district = excluded.district, state = excluded.state, office = excluded.office,
      year = excluded.year, published_at = excluded.published_at, support_count = excluded.support_count,
      version = excluded.version, title_grams = excluded.title_grams, title_jamo = excluded.title_jamo,
      title_initials = excluded.title_initials, text_grams = excluded.text_grams`.execute(db);
}

/** Postgres stores no NUL. */
const storable = (text: string) => text.replaceAll("\0", "");

/** Takes documents out and notes it, for an outside engine that follows. */
export async function removeDocuments(db: Queryable, refs: readonly DocumentRef[]): Promise<void> {
  await sql`
    with given as (
      select distinct kind, id
      from unnest(${refs.map((ref) => ref.kind)}::text[], ${refs.map((ref) => ref.id)}::bigint[]) as g (kind, id)
    ), gone as (
      delete from search_document using given
      where search_document.kind = given.kind and search_document.id = given.id
    )
    insert into search_removal (kind, id, version) select kind, id, nextval('search_version') from given
    on conflict (kind, id) do update set version = excluded.version`.execute(db);
}

/** Lets Postgres count its statistics anew; after many documents were put in at once. */
export async function analyseIndex(db: Queryable): Promise<void> {
  await sql`analyze search_document`.execute(db);
}

export async function countDocuments(db: Queryable): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from search_document`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** The text of some documents, for scoring. */
export async function listTexts(
  db: Queryable,
  refs: readonly DocumentRef[],
): Promise<(DocumentRef & { title: string; other_titles: string; text: string })[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<DocumentRef & { title: string; other_titles: string; text: string }>`
    select d.kind, d.id, d.title, d.other_titles, d.text
    from unnest(${refs.map((ref) => ref.kind)}::text[], ${refs.map((ref) => ref.id)}::bigint[]) as asked (kind, id)
    join search_document d using (kind, id)`.execute(db);
  return rows;
}

/** A hit as it is shown, joined to its matter as it stands now. */
export interface VisibleDocument extends DocumentRef {
  matter_id: number;
  matter_kind: MatterKind;
  /** For an opinion or a reply its matter's; in the reader's language where there is a translation. */
  title: string;
  text: string;
  category: string;
  district: string | null;
  state: DocumentState | null;
  office: string | null;
  year: number;
  published_at: Date;
  support_count: number;
  imported_count: number | null;
  /** What a forum is about. */
  proposal_id: number | null;
}

/**
 * A space's documents as they may be shown, in the order of `refs`. The joins decide what may be seen: a matter that
 * was withdrawn a moment ago, is not before everybody, or is of another space is not there, whatever an index knows.
 */
export async function listVisible(
  db: Queryable,
  spaceId: number,
  refs: readonly DocumentRef[],
  language: Language,
): Promise<VisibleDocument[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<VisibleDocument>`
    select d.kind, d.id, d.matter_id, matter.kind as matter_kind, coalesce(translation.title, matter.title) as title,
      d.text, d.category, d.district, d.state, d.office, d.year, d.published_at,
      matter.support_count, matter.imported_count, forum.proposal_id
    from unnest(${refs.map((ref) => ref.kind)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
      with ordinality as asked (kind, id, position)
    join search_document d on d.kind = asked.kind and d.id = asked.id
    join matter on matter.id = d.matter_id and matter.space_id = ${spaceId} and matter.state <> 'withdrawn'
      and matter.visibility = 'public'
    left join forum on forum.matter_id = matter.id
    left join matter_translation translation
      on translation.matter_id = matter.id and translation.language = ${language}
    order by asked.position`.execute(db);
  return rows;
}

interface VersionedDocument extends DocumentRef {
  version: number;
  space_id: number;
  matter_id: number;
  language: string;
  title: string;
  other_titles: string;
  text: string;
  category: string;
  district: string | null;
  state: DocumentState | null;
  office: string | null;
  year: number;
  published_at: Date;
  support_count: number;
}

/** The newest version that is committed. Versions are given under the index lock: everything below it is too. */
export async function readLastVersion(db: Queryable): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select greatest((select max(version) from search_document), (select max(version) from search_removal), 0) as last`.execute(
    db,
  );
  return rows[0]?.last ?? 0;
}

/** Documents that changed after a version and up to another, oldest change first. */
export async function listDocumentsAfter(
  db: Queryable,
  version: number,
  last: number,
  limit: number,
): Promise<(SearchDocument & { version: number })[]> {
  const { rows } = await sql<VersionedDocument>`
    select version, kind, id, space_id, matter_id, language, title, other_titles, text, category, district, state, office,
      year, published_at, support_count
    from search_document where version > ${version} and version <= ${last} order by version limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => ({
    version: row.version,
    kind: row.kind,
    id: row.id,
    spaceId: row.space_id,
    matterId: row.matter_id,
    language: row.language,
    title: row.title,
    otherTitles: row.other_titles,
    text: row.text,
    category: row.category,
    district: row.district,
    state: row.state,
    office: row.office,
    year: row.year,
    publishedAt: row.published_at,
    supportCount: row.support_count,
  }));
}

/** Documents that were taken out after a version and up to another, oldest first. */
export async function listRemovalsAfter(
  db: Queryable,
  version: number,
  last: number,
  limit: number,
): Promise<(DocumentRef & { version: number })[]> {
  const { rows } = await sql<{ kind: DocumentKind; id: number; version: number }>`
    select kind, id, version from search_removal
    where version > ${version} and version <= ${last} order by version limit ${limit}`.execute(db);
  return rows;
}

/**
 * Brings the counts of matters' documents up to date that were supported since a day (YYYY-MM-DD): supports are far
 * too many to index a document for each. Opinions have counts of their own, and a reply keeps what it answered.
 *
 * @returns how many documents changed
 */
export async function updateSupportCounts(tx: Tx, sinceDay: string): Promise<number> {
  const result = await sql`
    update search_document d set support_count = matter.support_count, version = nextval('search_version')
    from matter
    where matter.id = d.matter_id and d.kind in ('proposal', 'forum', 'drive') and d.support_count <> matter.support_count
      and matter.id in (select matter_id from support_day where day >= ${sinceDay}::date)`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}
