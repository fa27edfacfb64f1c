import { sql } from "kysely";
import type { Queryable } from "../client.ts";

/**
 * Writes anew what open matters of all spaces gained since a day, where it is not what stands there: what fell out of the week is
 * all that the support writer cannot know (matter_trending, support_day_recent). A batch in the order of ids, as the writer
 * locks them; whose supports are being counted now is left for the next run, and so is what was counted meanwhile.
 *
 * @returns how many were written
 */
export async function recountWeeks(db: Queryable, day: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with recent as materialized (
      select matter_id, sum(net)::int as net from support_day where day >= ${day}::date group by matter_id
    ), wrong as (
      select matter.id, coalesce(recent.net, 0) as net
      from matter left join recent on recent.matter_id = matter.id
      where matter.state = 'open' and matter.week_count <> coalesce(recent.net, 0)
      order by matter.id limit ${limit} for update of matter skip locked
    )
    update matter set week_count = wrong.net from wrong where matter.id = wrong.id`.execute(db);
  return Number(numAffectedRows ?? 0);
}
