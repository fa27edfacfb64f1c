import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { MatterState } from "../../tables/matter.ts";
import type { SearchSource } from "./source.ts";

interface ProposalSource extends SearchSource {
  state: MatterState;
  /** What it was imported from; null: written here. */
  source: string | null;
  /** Of its duties. */
  unmet: number;
  met: number;
}

/** Proposals as search reads them. */
export async function listProposalSources(db: Queryable, ids: number[]): Promise<ProposalSource[]> {
  const { rows } = await sql<ProposalSource>`
    select m.id, m.space_id, m.id as matter_id, m.language, m.title, m.body,
      (select string_agg(t.title, E'\n' order by t.language) from matter_translation t
        where t.matter_id = m.id and t.language <> m.language) as other_titles,
      (select string_agg(s.body, E'\n\n' order by s.position) from supplement s where s.matter_id = m.id) as more,
      m.category, m.district, m.state, m.source, d.unmet, d.met, o.code as office, m.opened_at as published_at, m.closes_at, m.support_count
    from matter m
    join category c on c.space_id = m.space_id and c.code = m.category
    left join office o on o.id = c.office_id
    cross join lateral (
      select (count(*) filter (where met_at is null))::int as unmet, (count(*) filter (where met_at is not null))::int as met
      from duty where duty.matter_id = m.id) d
    where m.id = any(${ids}::bigint[]) and m.kind = 'proposal' and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(
    db,
  );
  return rows;
}
