import { type Kysely, sql } from "kysely";

/**
 * From here on a line about a text has its hash, and what had no line has one. What stands already keeps what it has:
 * a chain is never written anew. So each ledger says up to where its lines may lack a hash, and until when something
 * may have come to stand without a line.
 *
 * Background is kept like replies: an item that was removed stays in its row, with the day on which it went.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── ledgers ──────────────────────────────────────────────────────────────────────────────────────
  alter table ledger_head
    add column hashed_from  bigint not null default 0, -- lines after it have the hash of the text that they are about
    add column hashed_since timestamptz;               -- what came before may have no line; null: nothing did
  update ledger_head set hashed_from = seq, hashed_since = now();

  -- ─── background ───────────────────────────────────────────────────────────────────────────────────
  -- number: in the order of adding, given once; position: among those that stand
  alter table background
    add column number     int,
    add column added_at   timestamptz,                 -- null: before the ledger had a line for it
    add column removed_at timestamptz,
    drop constraint background_pkey;
  update background set number = position;
  alter table background
    alter column number set not null,
    add primary key (forum_id, number);
  create unique index background_standing on background (forum_id, position) where removed_at is null; -- a forum's page
  `;
  await sql.raw(script).execute(db);
}
