import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { MatterState } from "../../tables/matter.ts";
import type { SearchSource } from "./source.ts";

interface ForumSource extends SearchSource {
  state: MatterState;
}

/** Forums as search reads them. */
export async function listForumSources(db: Queryable, ids: number[]): Promise<ForumSource[]> {
  const { rows } = await sql<ForumSource>`
    select m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
      (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
        where t.matter_id = m.id and t.language <> m.language) as other_titles,
      (select string_agg(b.title || E'\n\n' || b.body, E'\n\n' order by b.position) from background b
        where b.forum_id = m.id and b.removed_at is null) as more,
      m.category, m.district, m.state, o.code as office, m.opened_at as published_at, m.closes_at, m.support_count
    from matter m
    join category c on c.space_id = m.space_id and c.code = m.category
    left join office o on o.id = c.office_id
    where m.id = any(${ids}::bigint[]) and m.kind = 'forum' and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(
    db,
  );
  return rows;
}

/** What was said in forums, as search reads it. */
export async function listOpinionSources(db: Queryable, ids: number[]): Promise<SearchSource[]> {
  const { rows } = await sql<SearchSource>`
    select o.id, m.space_id, m.id as matter_id, m.language, '' as title, o.body,
      null as other_titles, null as more, m.category, m.district, null as office, o.created_at as published_at, m.closes_at,
      o.helpful_count as support_count
    from opinion o join matter m on m.id = o.forum_id
    where o.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
  return rows;
}
