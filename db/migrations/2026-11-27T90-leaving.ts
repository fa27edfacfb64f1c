import { type Kysely, sql } from "kysely";

/** Somebody who left: their row stays for what counted, and says nothing of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table person add column left_at timestamptz;
  -- null of who left; the identity only once nothing that they stand behind can open again
  alter table person alter column sealed drop not null;
  alter table person alter column identity_hash drop not null;
  alter table person add constraint person_known
    check (left_at is not null or (sealed is not null and identity_hash is not null));
  -- serves the nightly look for identities that need not be known any more
  create index person_left on person (id) where left_at is not null and identity_hash is not null;

  -- these serve a person's own download, and their leaving
  create index opinion_of_person       on opinion (person_id);
  create index opinion_reply_of_person on opinion_reply (person_id);
  create index helpful_of_person       on helpful (person_id);
  create index mail_of_person          on mail (person_id) where person_id is not null;
  create index objection_of_person     on objection (person_id);
  create index personal_read_of_person on personal_read (subject) where subject is not null;
  `;
  await sql.raw(script).execute(db);
}
