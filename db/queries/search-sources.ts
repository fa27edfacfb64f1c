import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { DriveStage } from "../tables/drive.ts";
import type { Decision } from "../tables/duty.ts";
import type { MatterState } from "../tables/matter.ts";
import type { SearchedKind } from "../tables/search.ts";
import type { ChangedRef } from "./search-changes.ts";

/**
 * What a search document is made of, read as it stands now, a query a kind. What may not be found (withdrawn, not
 * before everybody) or is gone has no row. Texts are Markdown as they were written.
 */
export interface SearchSource extends ChangedRef {
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
  matter_state: MatterState | null;
  unmet: number;
  met: number;
  decision: Decision | null;
  drive_stage: DriveStage | null;
  office: string | null;
  published_at: Date;
  closes_at: Date;
  support_count: number;
}

const SEARCH_KINDS = [
  "proposal",
  "forum",
  "drive",
  "opinion",
  "reply",
] as const satisfies readonly SearchedKind[];

/** A kind is added by its line here. Each runs on primary keys. */
const READERS: Record<SearchedKind, (db: Queryable, ids: number[]) => Promise<SearchSource[]>> = {
  async proposal(db, ids) {
    const { rows } = await sql<SearchSource>`
      select 'proposal' as kind, m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
        (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
          where t.matter_id = m.id and t.language <> m.language) as other_titles,
        (select string_agg(s.body, E'\n\n' order by s.position) from supplement s where s.matter_id = m.id) as more,
        m.category, m.district, m.state as matter_state, d.unmet, d.met, null as decision,
        null as drive_stage, o.code as office, m.opened_at as published_at, m.closes_at, m.support_count
      from matter m
      join category c on c.space_id = m.space_id and c.code = m.category
      join office o on o.id = c.office_id
      cross join lateral (
        select (count(*) filter (where met_at is null))::int as unmet, (count(*) filter (where met_at is not null))::int as met
        from duty where duty.matter_id = m.id) d
      where m.id = any(${ids}::bigint[]) and m.kind = 'proposal' and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(
      db,
    );
    return rows;
  },

  async forum(db, ids) {
    const { rows } = await sql<SearchSource>`
      select 'forum' as kind, m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
        (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
          where t.matter_id = m.id and t.language <> m.language) as other_titles,
        (select string_agg(b.title || E'\n\n' || b.body, E'\n\n' order by b.position) from background b
          where b.forum_id = m.id) as more,
        m.category, m.district, m.state as matter_state, 0 as unmet, 0 as met, null as decision,
        null as drive_stage, o.code as office, m.opened_at as published_at, m.closes_at, m.support_count
      from matter m
      join category c on c.space_id = m.space_id and c.code = m.category
      join office o on o.id = c.office_id
      where m.id = any(${ids}::bigint[]) and m.kind = 'forum' and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(
      db,
    );
    return rows;
  },

  // Until it comes before everybody a drive has no row; it counts from that day.
  async drive(db, ids) {
    const { rows } = await sql<SearchSource>`
      select 'drive' as kind, m.id, m.space_id, m.id as matter_id, m.language, m.title, d.draft ->> 'summary' as body,
        (select string_agg(distinct name, E'\n') from (
          select t.title from matter_translation t where t.matter_id = m.id and t.language <> m.language
          union all select d.draft ->> 'target'
          union all select value from jsonb_each_text(statute.definition -> 'name')
          union all select name.value from jsonb_array_elements(statute.definition -> 'targets') as list (target)
            cross join jsonb_each_text(target -> 'name') name where target ->> 'code' = d.draft ->> 'targetCode'
        ) names (name) where name <> '') as other_titles,
        concat_ws(E'\n\n', d.draft ->> 'reasons',
          (select string_agg(concat_ws(E'\n', a ->> 'number', a ->> 'title', coalesce(a ->> 'proposed', a ->> 'current')),
              E'\n\n' order by place)
            from jsonb_array_elements(d.draft -> 'articles') with ordinality as article (a, place))) as more,
        m.category, m.district, m.state as matter_state, 0 as unmet, 0 as met, null as decision,
        d.stage as drive_stage, null as office, d.listed_at as published_at, m.closes_at, m.support_count
      from matter m
      join drive d on d.matter_id = m.id
      join statute on statute.id = d.statute_id
      where m.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
    return rows;
  },

  async opinion(db, ids) {
    const { rows } = await sql<SearchSource>`
      select 'opinion' as kind, o.id, m.space_id, m.id as matter_id, m.language, '' as title, o.body,
        null as other_titles, null as more, m.category, m.district, null as matter_state, 0 as unmet, 0 as met,
        null as decision, null as drive_stage, null as office, o.created_at as published_at, m.closes_at,
        o.helpful_count as support_count
      from opinion o join matter m on m.id = o.forum_id
      where o.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
    return rows;
  },

  // A reply's id is its duty's: the latest version is what the office says.
  async reply(db, ids) {
    const { rows } = await sql<SearchSource>`
      select 'reply' as kind, d.id, m.space_id, m.id as matter_id, m.language, '' as title, r.body,
        null as other_titles, null as more, m.category, m.district, null as matter_state, 0 as unmet, 0 as met,
        r.decision, null as drive_stage, o.code as office, r.published_at, m.closes_at, m.support_count
      from duty d
      join reply r on r.duty_id = d.id and r.version = d.replies
      join matter m on m.id = d.matter_id
      join office o on o.id = d.office_id
      where d.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
    return rows;
  },
};

export async function listSearchSources(db: Queryable, refs: readonly ChangedRef[]): Promise<SearchSource[]> {
  const sources: SearchSource[] = [];
  for (const kind of SEARCH_KINDS) {
    const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
    if (ids.length > 0) sources.push(...(await READERS[kind](db, ids)));
  }
  return sources;
}

const TABLES = {
  proposal: sql`select id from matter where kind = 'proposal'`,
  forum: sql`select id from matter where kind = 'forum'`,
  drive: sql`select id from matter where kind = 'drive'`,
  opinion: sql`select id from opinion where true`,
  reply: sql`select id from duty where replies > 0`,
} as const;

/**
 * The next ids of a kind after one, as far as something with that id exists or is still in the index: for a rebuild,
 * which also takes out what is not there any more.
 */
export async function listIdsToIndex(
  db: Queryable,
  kind: SearchedKind,
  afterId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    (${TABLES[kind]} and id > ${afterId} order by id limit ${limit})
    union
    (select id from search_document where kind = ${kind} and id > ${afterId} order by id limit ${limit})
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** How many things of all kinds there are to index: for a progress bar. */
export async function countToIndex(db: Queryable): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select (select count(*) from matter) + (select count(*) from opinion)
      + (select count(*) from duty where replies > 0) as total`.execute(db);
  return rows[0]?.total ?? 0;
}
