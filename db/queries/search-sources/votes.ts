import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { MatterState } from "../../tables/matter.ts";
import type { SearchSource } from "./source.ts";

interface VoteSource extends SearchSource {
  state: MatterState;
}

/** Residents' votes as search reads them: the question, and what speaks for each side, in Korean. */
export async function listVoteSources(db: Queryable, ids: number[]): Promise<VoteSource[]> {
  const { rows } = await sql<VoteSource>`
    select m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
      (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
        where t.matter_id = m.id and t.language <> m.language) as other_titles,
      concat_ws(E'\n\n', definition #>> '{choices,first,ko}', definition #>> '{choices,second,ko}',
        definition #>> '{arguments,first,ko}', definition #>> '{arguments,second,ko}') as more,
      m.category, m.district, m.state, office.code as office, m.opened_at as published_at, m.closes_at,
      m.support_count
    from matter m
    join vote on vote.matter_id = m.id
    join office on office.id = vote.office_id
    where m.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
  return rows;
}
