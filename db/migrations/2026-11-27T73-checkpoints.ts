import { type Kysely, sql } from "kysely";

/**
 * Signed heads of the ledgers, what witnesses outside said to them, and how far each witness is. Old ledgers get
 * their first one from the job of the first minute.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- size: that many lines; head: the last one's hash; root: of the Merkle tree (RFC 6962) over the hashes of all of
  -- them; peaks: what the next one goes on from (app/platform/merkle-frontier.ts), 32 bytes each
  create table checkpoint (
    space_id int not null references space,
    size     bigint not null check (size > 0),
    head     bytea not null check (octet_length(head) = 32),
    root     bytea not null check (octet_length(root) = 32),
    peaks    bytea not null check (octet_length(peaks) > 0 and octet_length(peaks) % 32 = 0),
    note     text not null,                       -- as it was signed (C2SP tlog-checkpoint)
    made_at  timestamptz not null,
    primary key (space_id, size),
    foreign key (space_id, size) references event (space_id, seq)
  );

  -- the line by which a witness says that it saw the ledger grow to that head
  create table cosignature (
    space_id  int not null,
    size      bigint not null,
    witness   text not null,                      -- its key's name
    line      text not null,
    signed_at timestamptz not null,               -- by its own clock
    primary key (space_id, size, witness),
    foreign key (space_id, size) references checkpoint
  );

  create trigger checkpoint_append_only before update or delete on checkpoint for each row execute function refuse_change();
  create trigger checkpoint_no_truncate before truncate on checkpoint for each statement execute function refuse_change();
  create trigger cosignature_append_only before update or delete on cosignature for each row execute function refuse_change();
  create trigger cosignature_no_truncate before truncate on cosignature for each statement execute function refuse_change();

  -- witness: its address, as the settings name it
  create table witness_state (
    space_id int not null references space,
    witness  text not null,
    size     bigint not null check (size >= 0),   -- of the last checkpoint that it took
    taken_at timestamptz,                         -- when; null: none yet
    failures int not null check (failures >= 0),  -- in a row
    failure  text check (failure in ('unreachable', 'refused', 'conflict', 'bad-signature')),
    retry_at timestamptz,
    primary key (space_id, witness),
    check ((failures > 0) = (failure is not null)),
    check ((failures > 0) = (retry_at is not null))
  );
  `;
  await sql.raw(script).execute(db);
}
