import { type Kysely, sql } from "kysely";

/**
 * What was the portal's becomes a space's: duties, letters, imports, saved searches and likely duplicates say whose
 * they are, by keys that let none reach into another space, and the lists of each have indexes that begin with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── duties ───────────────────────────────────────────────────────────────────────────────────────
  alter table duty add column space_id int;
  update duty set space_id = matter.space_id from matter where matter.id = duty.matter_id;
  alter table duty alter column space_id set not null;
  alter table duty add constraint duty_in_space foreign key (matter_id, space_id) references matter (id, space_id);
  drop index duty_unmet;
  drop index duty_met;
  create index duty_unmet on duty (space_id, due_at, id) where met_at is null;                -- the public list: owed, soonest first; how many
  create index duty_met   on duty (space_id, met_at desc, id desc) where met_at is not null;  -- answered lately; how many
  create index duty_of_space on duty (space_id, office_id, due_at, met_at);                   -- results: all of them, in time or late

  -- ─── letters ──────────────────────────────────────────────────────────────────────────────────────
  -- the version before wrote them only for the first space, and kept no matter of some
  alter table mail add column space_id int references space;
  update mail set space_id = coalesce(
    (select space_id from matter where matter.id = mail.matter_id),
    (select space_id from office where office.id = mail.office_id),
    (select min(id) from space));
  alter table mail alter column space_id set not null;
  alter table mail add constraint mail_in_space foreign key (matter_id, space_id) references matter (id, space_id);
  create index mail_of_space on mail (space_id, id desc);                                     -- the demonstration's outbox

  -- ─── imports ──────────────────────────────────────────────────────────────────────────────────────
  -- two spaces may take over from services of one name
  alter table import_run add column space_id int references space;
  update import_run set space_id = (select min(id) from space);
  alter table import_run alter column space_id set not null;
  alter table import_run drop constraint import_run_pkey;
  alter table import_run add primary key (space_id, source, file_digest);
  alter table matter drop constraint matter_source_source_id_key;
  alter table matter add constraint matter_imported unique (space_id, source, source_id);
  drop index matter_source;
  create index matter_source on matter (space_id, source, opened_at desc, id desc) where source is not null; -- one import's matters, newest first

  -- ─── a person's own, space by space ───────────────────────────────────────────────────────────────
  drop index draft_of_person;
  create index draft_of_person on draft (person_id, space_id, updated_at desc);               -- my page, writing
  drop index matter_author;
  create index matter_author on matter (author_id, space_id, opened_at desc) where author_id is not null; -- my page
  drop index drive_application_of_person;
  create index drive_application_of_person on drive_application (person_id, space_id, updated_at desc);   -- my page
  alter table saved_search drop constraint saved_search_person_id_query_key;
  alter table saved_search add constraint saved_search_once unique (person_id, space_id, query); -- also: my page

  -- ─── likely duplicates ────────────────────────────────────────────────────────────────────────────
  alter table likely_duplicate add column space_id int;
  update likely_duplicate set space_id = matter.space_id from matter where matter.id = likely_duplicate.matter_id;
  alter table likely_duplicate alter column space_id set not null;
  alter table likely_duplicate add constraint likely_duplicate_in_space
    foreign key (matter_id, space_id) references matter (id, space_id);
  alter table likely_duplicate add constraint likely_duplicate_earlier_in_space
    foreign key (earlier_id, space_id) references matter (id, space_id);
  drop index likely_duplicate_score;
  drop index likely_duplicate_dismissed;
  create index likely_duplicate_score on likely_duplicate (space_id, score desc, matter_id desc, earlier_id desc)
    where dismissed_at is null;                                                               -- the moderators' page
  create index likely_duplicate_dismissed on likely_duplicate (space_id, dismissed_at desc, matter_id desc, earlier_id desc)
    where dismissed_at is not null;                                                           -- its other half
  `;
  await sql.raw(script).execute(db);
}
