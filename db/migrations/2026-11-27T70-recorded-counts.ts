import { type Kysely, sql } from "kysely";

/**
 * What the ledger said of the counts, hour by hour. A support by itself is no line, so without this somebody who
 * writes the database could add or drop supports of long ago, and the counters with them, and nothing would tell.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table recorded_count (
    space_id  int not null,
    event_seq bigint not null,
    matter_id bigint not null,
    serial    int not null,                     -- the last that was given by then
    given     int not null,                     -- how many supports were given up to it, those taken back too
    withdrawn int not null check (withdrawn between 0 and given),
    primary key (matter_id, event_seq),         -- what was recorded of a matter last
    foreign key (space_id, event_seq) references event,
    foreign key (matter_id, space_id) references matter (id, space_id)
  );
  create index recorded_count_of_line on recorded_count (space_id, event_seq, matter_id); -- verifying a line
  `;
  await sql.raw(script).execute(db);
}
