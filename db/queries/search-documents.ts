import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import {
  DOCUMENT_COLUMNS,
  type DocumentGrams,
  type DocumentRef,
  type DocumentState,
  type SearchDocument,
} from "../search-document.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";
import type { SearchedKind } from "../tables/search.ts";

function keysOf<T extends object>(object: T): Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = [];
  for (const key in object) keys.push(key);
  return keys;
}

const FIELDS = keysOf(DOCUMENT_COLUMNS);
const GRAM_COLUMNS = {
  title: "title_grams",
  jamo: "title_jamo",
  initials: "title_initials",
  text: "text_grams",
} as const satisfies Record<keyof DocumentGrams, string>;
const GRAMS = keysOf(GRAM_COLUMNS);

const columnOf = (field: keyof SearchDocument) => sql.ref(DOCUMENT_COLUMNS[field][0]);
const gramColumnOf = (part: keyof DocumentGrams) => sql.ref(GRAM_COLUMNS[part]);
const ALL_COLUMNS = [...FIELDS.map(columnOf), ...GRAMS.map(gramColumnOf)];
/** By kind and id a document is known; all else is replaced. */
const REPLACED = [
  ...FIELDS.filter((field) => field !== "kind" && field !== "id").map(columnOf),
  ...GRAMS.map(gramColumnOf),
];

/** Puts documents in or replaces them, with a new version each, in one statement. */
export async function upsertDocuments(
  db: Queryable,
  documents: readonly { document: SearchDocument; grams: DocumentGrams }[],
): Promise<void> {
  const values = FIELDS.map((field) => {
    const column = documents.map(({ document }) => storable(document[field]));
    return sql`${column}::${sql.raw(DOCUMENT_COLUMNS[field][1])}[]`;
  });
  // arrays of different lengths cannot be unnested together; each travels as the text of an array
  const grams = GRAMS.map(
    (part) => sql`${documents.map((entry) => `{${entry.grams[part].join(",")}}`)}::text[]`,
  );
  await sql`
    with given as (
      select * from unnest(${sql.join([...values, ...grams])}) as g (${sql.join(ALL_COLUMNS)})
    ), back as (
      delete from search_removal using given where search_removal.kind = given.kind and search_removal.id = given.id
    )
    insert into search_document (${sql.join(ALL_COLUMNS)}, version)
    select ${sql.join(FIELDS.map(columnOf))}, ${sql.join(GRAMS.map((part) => sql`${gramColumnOf(part)}::int[]`))},
      nextval('search_version')
    from given
    on conflict (kind, id) do update set version = excluded.version,
      ${sql.join(REPLACED.map((column) => sql`${column} = excluded.${column}`))}`.execute(db);
}

/** Postgres stores no NUL. */
const storable = <T>(value: T) => (typeof value === "string" ? value.replaceAll("\0", "") : value);

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
      matter.support_count
    from unnest(${refs.map((ref) => ref.kind)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
      with ordinality as asked (kind, id, position)
    join search_document d on d.kind = asked.kind and d.id = asked.id
    join matter on matter.id = d.matter_id and matter.space_id = ${spaceId} and matter.state <> 'withdrawn'
      and matter.visibility = 'public'
    left join matter_translation translation
      on translation.matter_id = matter.id and translation.language = ${language}
    order by asked.position`.execute(db);
  return rows;
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
  const { rows } = await sql<SearchDocument & { version: number }>`
    select version, ${sql.join(FIELDS.map((field) => sql`${columnOf(field)} as ${sql.ref(field)}`))}
    from search_document where version > ${version} and version <= ${last} order by version limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Documents that were taken out after a version and up to another, oldest first. */
export async function listRemovalsAfter(
  db: Queryable,
  version: number,
  last: number,
  limit: number,
): Promise<(DocumentRef & { version: number })[]> {
  const { rows } = await sql<{ kind: SearchedKind; id: number; version: number }>`
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
    where matter.id = d.matter_id and d.kind = matter.kind and d.support_count <> matter.support_count
      and matter.id in (select matter_id from support_day where day >= ${sinceDay}::date)`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}
