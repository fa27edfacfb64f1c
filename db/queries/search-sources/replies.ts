import { sql } from "kysely";
import type { Queryable } from "../../client.ts";
import type { Decision } from "../../tables/duty.ts";
import type { SearchSource } from "./source.ts";

interface ReplySource extends SearchSource {
  decision: Decision;
}

/** Replies as search reads them. A reply's id is its duty's: the latest version is what the office says. */
export async function listReplySources(db: Queryable, ids: number[]): Promise<ReplySource[]> {
  const { rows } = await sql<ReplySource>`
    select d.id, m.space_id, m.id as matter_id, m.language, '' as title, r.body,
      null as other_titles, null as more, m.category, m.district, r.decision, o.code as office, r.published_at, m.closes_at, m.support_count
    from duty d
    join reply r on r.duty_id = d.id and r.version = d.replies
    join matter m on m.id = d.matter_id
    join office o on o.id = d.office_id
    where d.id = any(${ids}::bigint[]) and m.state <> 'withdrawn' and m.visibility = 'public'`.execute(db);
  return rows;
}
