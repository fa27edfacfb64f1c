import { type Kysely, sql } from "kysely";

/**
 * That a ballot is in the live totals is a mark, and not a second copy of it: the copy is made when it is changed, which most
 * never are. So counting writes a few bytes a ballot, and whether one waits is known without reading it.
 *
 * No process of the version before is at work while this runs (`migrate.ts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table ballot add column counted boolean not null default false;
  update ballot set counted = true, counted_sealed = null where counted_sealed = sealed;
  -- what is sealed cannot be pressed: no time is lost in trying
  alter table ballot alter column sealed set storage external, alter column counted_sealed set storage external;
  `;
  await sql.raw(script).execute(db);
}
