import { type Kysely, sql } from "kysely";

/**
 * A reply that only says when the next one comes: the duty stays. What was met by "under study" before stays met. The
 * version before writes no such reply, and meets a duty with the next one that it takes: with a final one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table reply
    -- the day in Seoul on which the next reply is promised; null: it is a final one
    add column next_on date,
    add constraint reply_interim check (next_on is null or decision = 'under-study');
  alter table duty
    -- those of its replies that are not final
    add column interim_replies int not null default 0,
    add constraint duty_interim check (interim_replies between 0 and replies),
    drop constraint duty_met,
    add constraint duty_met check (case when step is null or kind = 'poll-follow-up'
      then (replies > interim_replies) = (met_at is not null) else replies = 0 end);
  `;
  await sql.raw(script).execute(db);
}
