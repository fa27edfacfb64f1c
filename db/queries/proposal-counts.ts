import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/** How many proposals of a category and district are alike in what lists narrow by. */
export interface CountedProposals {
  category: string;
  district: string | null;
  state: "open" | "closed" | "withdrawn";
  /** An office owes something for it. */
  owed: boolean;
  /** An office answered it. */
  met: boolean;
  forum: boolean;
  proposals: number;
}

/**
 * All proposals of a space that are before everybody, put together by what the page of proposals narrows by: at most a few
 * thousand rows, of which any of its numbers is a sum. One pass over them (matter_newest), with the duties of the space
 * (duty_of_space) put together once; no support is looked at. Whoever asks keeps the answer.
 */
export async function countProposalsByFilter(
  db: Queryable,
  spaceId: number,
  now: Date,
): Promise<CountedProposals[]> {
  const { rows } = await sql<CountedProposals>`
    with word as materialized (
      select matter_id, bool_or(met_at is null) as owed, bool_or(met_at is not null) as met
      from duty where space_id = ${spaceId} group by matter_id
    )
    select matter.category, matter.district,
      case when matter.state = 'open' and matter.closes_at < ${now} then 'closed' else matter.state end as state,
      coalesce(word.owed, false) as owed, coalesce(word.met, false) as met, forum.matter_id is not null as forum,
      count(*)::int as proposals
    from matter
    left join word on word.matter_id = matter.id
    left join forum on forum.proposal_id = matter.id
    where matter.space_id = ${spaceId} and matter.kind = 'proposal' and matter.visibility = 'public'
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  return rows;
}
