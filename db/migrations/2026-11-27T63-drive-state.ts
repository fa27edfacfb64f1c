import { type Kysely, sql } from "kysely";

/** What is stored is a state everywhere; a stage is what people are told of it, and derived (db/drive-stages.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table drive rename column stage to state;
  alter table drive rename constraint drive_stage_check to drive_state_check;
  alter index drive_stage rename to drive_state;
  `;
  await sql.raw(script).execute(db);
}
