import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { MatterState } from "../../tables/matter.ts";
import type { SearchSource } from "./source.ts";

interface PollSource extends SearchSource {
  state: MatterState;
  opens_at: Date;
}

/** Polls as search reads them: what they are about, and what is asked, in Korean. */
export async function listPollSources(db: Queryable, ids: number[]): Promise<PollSource[]> {
  const { rows } = await sql<PollSource>`
    select m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
      (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
        where t.matter_id = m.id and t.language <> m.language) as other_titles,
      concat_ws(E'\n\n',
        (select string_agg(text #>> '{}', E'\n' order by place)
          from jsonb_path_query(definition, 'strict $.pages[*].questions[*].**.title.ko') with ordinality as q (text, place)),
        (select string_agg(concat_ws(E'\n\n', brief #>> '{title,ko}', brief #>> '{body,ko}'), E'\n\n' order by place)
          from jsonb_array_elements(definition -> 'briefs') with ordinality as b (brief, place))) as more,
      m.category, m.district, m.state, office.code as office, m.opened_at as published_at, m.opens_at, m.closes_at,
      m.support_count
    from matter m
    join poll on poll.matter_id = m.id
    join office on office.id = poll.office_id
    where m.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
  return rows;
}
