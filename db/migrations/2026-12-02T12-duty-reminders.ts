import { type Kysely, sql } from "kysely";

/** Of which duty an office was reminded, and when in its time. The version before knows nothing of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table duty_reminder (
    duty_id bigint not null references duty,
    -- half, before-7, before-3, before-1, overdue-0 and, a week later each, overdue-1 and on
    mark    text not null check (mark ~ '^(half|before-[731]|overdue-[0-9]{1,4})$'),
    sent_at timestamptz not null,
    -- once each
    primary key (duty_id, mark)
  );
  `;
  await sql.raw(script).execute(db);
}
