import { type Kysely, sql } from "kysely";

/**
 * What is typed of paper waits, sealed, until it is matched a sheet at a time. A portal of the version before goes on
 * matching what it is given at once, and leaves what waits to this one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table paper_waiting (
    sheet_id   bigint not null references paper_sheet,
    line       int not null check (line > 0),
    matter_id  bigint not null references drive,
    sealed     bytea not null,                     -- as it was typed, under the drive's key
    entered_at timestamptz not null,               -- by which the line counts
    typed_by   bigint not null references person,  -- who entered it, or mended it last
    typed_at   timestamptz not null,
    primary key (sheet_id, line)
  );
  create index paper_waiting_of_drive on paper_waiting (matter_id, sheet_id); -- matching all of a drive, its numbers, deleting its data

  -- serves the count of a drive's districts: what a signature online superseded since
  create index paper_line_superseded_at on paper_line (matter_id, decided_at) where state = 'superseded';
  `;
  await sql.raw(script).execute(db);
}
