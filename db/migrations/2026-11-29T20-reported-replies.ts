import { type Kysely, sql } from "kysely";

/** A reply below an opinion can be reported, as all that people write can be. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table moderated add column reply_id bigint references opinion_reply;
  alter table moderated drop constraint moderated_one;
  alter table moderated add constraint moderated_one
    check (num_nonnulls(matter_id, opinion_id, reply_id, statement_id, quick_poll_id, message_id) = 1);
  -- finds a thing by its row, and keeps it one
  create unique index moderated_reply on moderated (reply_id) where reply_id is not null;
  `;
  await sql.raw(script).execute(db);
}
