import { type Kysely, sql } from "kysely";

/**
 * What a matter gained within seven days, kept beside its count, so that what is trending is a page of an index. The version
 * before may run beside: it does not write the column, and the hourly job puts right what it leaves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table matter
    -- net supports of the last seven days; of those that are over it says what it last was
    add column week_count int not null default 0;
  update matter set week_count = recent.net
  from (
    select matter_id, sum(net)::int as net from support_day
    where day >= (now() at time zone 'UTC' + interval '9 hours')::date - 7 group by matter_id
  ) recent where recent.matter_id = matter.id and matter.state = 'open' and recent.net <> 0;
  -- serves the lists of what is trending, and the job that counts anew what gained nothing meanwhile
  create index matter_trending on matter (space_id, kind, week_count desc, opened_at desc, id desc) where state = 'open';
  `;
  await sql.raw(script).execute(db);
}
