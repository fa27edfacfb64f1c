import { type Kysely, sql } from "kysely";

/**
 * Turnout of a poll of a roll by the roll's unit, and by people: one person acts for many entries, and must not stand alone
 * for a group of them. What was counted of such polls is counted anew, at the next run: it says nothing of people.
 *
 * No process of the version before is at work while this runs (`migrate.ts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  delete from poll_district_turnout using matter where matter.id = matter_id and counted_roll <> 0;
  alter table poll_district_turnout
    -- counts are by the roll's unit and not by district; "": entries of none
    add column by_unit boolean not null default false,
    -- how many people each of counts is of, as far as they stand in no other; null: as many as it says
    add column people jsonb;
  `;
  await sql.raw(script).execute(db);
}
