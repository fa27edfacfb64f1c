import { type Kysely, sql } from "kysely";

/**
 * What somebody answered of a poll of several pages and has not sent, so that they can go on from another device. The
 * version before knows nothing of it and may run beside: what it leaves behind, the next minute's job removes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table ballot_draft (
    matter_id bigint not null references poll,
    person_id bigint not null references person on delete cascade,
    -- under the poll's key, bound to this row, all of a poll in one size
    sealed    bytea not null,
    -- grows with each save
    version   int not null check (version > 0),
    -- the day in Seoul: no time says who sits at which device
    saved_on  date not null,
    primary key (matter_id, person_id)
  );
  -- serves one's own page, what is stored of one, and leaving
  create index ballot_draft_of_person on ballot_draft (person_id);
  -- serves the job of the minute: what was saved lately, of which a ballot may stand
  create index ballot_draft_saved_on on ballot_draft (saved_on);
  `;
  await sql.raw(script).execute(db);
}
