import { type Kysely, sql } from "kysely";

/** What a space publishes each night for everybody to take along. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table open_data_dump (
    space_id   int not null references space,
    day        date not null,          -- in Seoul
    made_at    timestamptz not null,
    ledger_seq bigint not null,        -- the last line of the ledger that is in it
    primary key (space_id, day)
  );

  create table open_data_file (
    id         bigint generated always as identity primary key,
    space_id   int not null,
    day        date not null,
    name       text not null,          -- as it stands in its address
    position   int not null check (position > 0),
    media_type text not null,
    rows       int check (rows >= 0),  -- null: what it has are no rows
    size       bigint not null check (size >= 0),
    sha256     bytea not null check (octet_length(sha256) = 32),
    foreign key (space_id, day) references open_data_dump on delete cascade,
    -- serves findDataFile, and listDataFiles of some days
    unique (space_id, day, name)
  );

  -- A file in pieces of one size, the last one shorter: a reader who wants its middle reads no more than that. Its text
  -- is compressed already.
  create table open_data_piece (
    file_id  bigint not null references open_data_file on delete cascade,
    position int not null check (position >= 0),
    bytes    bytea not null,
    -- serves readDataPiece
    primary key (file_id, position)
  );
  alter table open_data_piece alter column bytes set storage external;

  -- serves listMatterRows: the published matters of a kind, by their numbers
  create index matter_published on matter (space_id, kind, id) where visibility = 'public';
  `;
  await sql.raw(script).execute(db);
}
