import { sql } from "kysely";
import type { Tx } from "../client.ts";

/**
 * Writes anew what open matters of all spaces gained since a day, where it is not what stands there: what fell out of the week is
 * all that the support writer cannot know (matter_trending, support_day_recent). A batch in the order of ids, as the writer
 * locks them; whose supports are being counted now is left for the next run. What was counted before the lock was had is in the
 * days by then, so these are summed in a statement of their own.
 *
 * @returns how many were written
 */
export async function recountWeeks(tx: Tx, day: string, limit: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with recent as materialized (
      select matter_id, sum(net)::int as net from support_day where day >= ${day}::date group by matter_id
    )
    select matter.id from matter left join recent on recent.matter_id = matter.id
    where matter.state = 'open' and matter.week_count <> coalesce(recent.net, 0)
    order by matter.id limit ${limit} for update of matter skip locked`.execute(tx);
  if (rows.length === 0) return 0;
  await sql`
    update matter set week_count = coalesce((
      select sum(net)::int from support_day where matter_id = matter.id and day >= ${day}::date), 0)
    where id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(tx);
  return rows.length;
}
