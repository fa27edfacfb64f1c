import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { DriveState } from "../../tables/drive.ts";
import type { SearchSource } from "./source.ts";

interface DriveSource extends SearchSource {
  state: DriveState;
}

/** Drives as search reads them. Until it comes before everybody a drive has no row; it counts from that day. */
export async function listDriveSources(db: Queryable, ids: number[]): Promise<DriveSource[]> {
  const { rows } = await sql<DriveSource>`
    select m.id, m.space_id, m.id as matter_id, m.language, m.title, d.draft ->> 'summary' as body,
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
      m.category, m.district, d.state, null as office, d.listed_at as published_at, m.closes_at, m.support_count
    from matter m
    join drive d on d.matter_id = m.id
    join statute on statute.id = d.statute_id
    where m.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
  return rows;
}
