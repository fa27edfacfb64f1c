import { type Kysely, sql } from "kysely";

/** An objection has a line of its own in the ledger, with the hash of its sealed text; those from before have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
  alter table ledger_head
    add column objected_since timestamptz; -- objections from before may have no line; null: there were none
  update ledger_head set objected_since = now() where exists (
    select from objection join matter on matter.id = objection.matter_id where matter.space_id = ledger_head.space_id);
  `.execute(db);
}
