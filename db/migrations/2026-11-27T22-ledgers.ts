import { type Kysely, sql } from "kysely";

/**
 * A ledger a space: each has its own chain with its own numbers, and no two wait for one lock. The first space's
 * chain goes on where it is, line by line with the same hashes, because its lines stay as they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await refuseMixedLedger(db);
  const script = `
  -- what belongs to a matter names the matter's space by this key, so that it cannot be of another
  alter table matter add constraint matter_space unique (id, space_id);

  -- ─── heads ────────────────────────────────────────────────────────────────────────────────────────
  alter table ledger_head add column space_id int references space;
  update ledger_head set space_id = (select min(id) from space);
  delete from ledger_head where space_id is null;       -- no space was set up yet: its head comes with it
  alter table ledger_head drop column singleton;
  alter table ledger_head add primary key (space_id);
  insert into ledger_head (space_id, seq, hash)
    select id, 0, decode(repeat('00', 32), 'hex') from space
    on conflict do nothing;

  -- ─── lines, and what points at them ───────────────────────────────────────────────────────────────
  alter table signature_batch drop constraint signature_batch_event_seq_fkey;
  alter table frozen_list drop constraint frozen_list_event_seq_fkey;
  alter table event drop constraint event_pkey;
  alter table event add primary key (space_id, seq);
  alter table event drop constraint event_matter_id_fkey;
  alter table event drop constraint event_space_id_fkey;
  alter table event add foreign key (space_id) references ledger_head;
  alter table event add foreign key (matter_id, space_id) references matter (id, space_id);

  alter table signature_batch add column space_id int;
  update signature_batch set space_id = matter.space_id from matter where matter.id = signature_batch.matter_id;
  alter table signature_batch alter column space_id set not null;
  alter table signature_batch add foreign key (space_id, event_seq) references event;
  alter table signature_batch add foreign key (matter_id, space_id) references matter (id, space_id);

  alter table frozen_list add column space_id int;
  update frozen_list set space_id = matter.space_id from matter where matter.id = frozen_list.matter_id;
  alter table frozen_list alter column space_id set not null;
  alter table frozen_list add foreign key (space_id, event_seq) references event;
  alter table frozen_list add foreign key (matter_id, space_id) references matter (id, space_id);
  `;
  await sql.raw(script).execute(db);
}

/**
 * The version before wrote every space's lines into one chain, though it could show only the first one. Such a chain
 * cannot be parted without writing hashes anew, which is what a ledger must never do.
 */
async function refuseMixedLedger(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ lines: string }>`
    select count(*) as lines from event where space_id <> (select min(id) from space)`.execute(db);
  if (rows[0] && Number(rows[0].lines) > 0)
    throw new Error(
      `The ledger holds ${rows[0].lines} lines of spaces other than the first in one chain. It cannot be parted ` +
        "without changing hashes; the version before could show only the first space. Nothing was changed.",
    );
}
