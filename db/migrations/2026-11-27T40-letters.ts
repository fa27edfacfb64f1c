import { type Kysely, sql } from "kysely";

/** In which language a space's offices get their letters; a person's own stands with the person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- by default the law's: what an office must answer comes in it
  alter table space add column language text not null default 'ko' check (language in ('ko', 'en', 'ja'));
  `;
  await sql.raw(script).execute(db);
}
