import { type Kysely, sql } from "kysely";

/**
 * A line on paper can be corrected: what stood before is kept. It knows which list has it, and whose signature online
 * took its place, so that a list stays whole when that signature is taken back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table paper_line
    add column version       int not null default 1 check (version > 0),
    add column listed        int check (listed between 1 and 2),  -- the first list that has it; null: none
    add column superseded_by bigint references person;           -- who signed online instead
  create index paper_line_superseded on paper_line (matter_id, superseded_by) where superseded_by is not null; -- a signature taken back

  -- what a line was before a correction; not rewritten, but for the data that goes with the drive's
  create table paper_line_version (
    sheet_id    bigint not null,
    line        int not null,
    version     int not null,
    matter_id   bigint not null references drive,
    district    text,
    sealed      bytea,
    state       text not null check (state in ('counted', 'doubtful', 'refused', 'superseded')),
    reasons     text[] not null,
    replaced_by bigint not null references person,
    replaced_at timestamptz not null,
    note        text not null check (char_length(note) between 2 and 500),
    primary key (sheet_id, line, version),
    foreign key (sheet_id, line) references paper_line
  );
  create index paper_line_version_of_drive on paper_line_version (matter_id);  -- deleted with the drive's data

  update paper_line set superseded_by = signature.person_id from signature
    where paper_line.state = 'superseded' and signature.matter_id = paper_line.matter_id
      and signature.match_hash = paper_line.match_hash;
  -- those that a list had when it was handed in, as far as the times tell
  update paper_line set listed = 1 from frozen_list, paper_sheet
    where frozen_list.matter_id = paper_line.matter_id and frozen_list.round = 1
      and paper_sheet.id = paper_line.sheet_id and paper_sheet.entered_at <= frozen_list.frozen_at
      and (paper_line.state = 'counted'
        or (paper_line.state = 'superseded' and paper_line.decided_at > frozen_list.frozen_at));
  `;
  await sql.raw(script).execute(db);
}
