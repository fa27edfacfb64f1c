import { type Kysely, sql } from "kysely";

const FIELDS = ["title_grams", "title_jamo", "title_initials", "text_grams"];

/** The grams of some documents, a row each, worth `change`; and for each document one row of the field 'all'. */
const gramsOf = (documents: string, change: 1 | -1): string =>
  [
    ...FIELDS.map(
      (field) =>
        `select space_id, '${field}' as field, unnest(${field}) as gram, ${change} as change from ${documents}`,
    ),
    `select space_id, 'all', 0, ${change} from ${documents}`,
  ].join(" union all ");

/** Most updates bring new numbers of supporters and the same grams, thousands at once: those are left out first. */
const DIFFERING = `differing as materialized (
    select kind, id from old_documents old full join new_documents new using (kind, id)
    where (old.space_id, old.title_grams, old.title_jamo, old.title_initials, old.text_grams)
      is distinct from (new.space_id, new.title_grams, new.title_jamo, new.title_initials, new.text_grams)
  ), `;

/**
 * Adds what changed, only where something did. In the order of the key, so that two who write without the index lock
 * wait for one another and cannot deadlock. A row is touched once: it goes, or it is counted.
 */
const count = (grams: string, differing = ""): string => `
  with ${differing} change as materialized (
    select space_id, field, gram, sum(change)::int as documents from (${grams}) grams
    group by space_id, field, gram having sum(change) <> 0 order by space_id, field, gram
  ), gone as (
    delete from search_gram_frequency counted using change
    where change.documents < 0 and counted.space_id = change.space_id and counted.field = change.field
      and counted.gram = change.gram and counted.documents + change.documents <= 0
    returning counted.space_id, counted.field, counted.gram
  )
  insert into search_gram_frequency as counted (space_id, field, gram, documents)
  select space_id, field, gram, documents from change
  where documents > 0 or not exists (
    select from gone where gone.space_id = change.space_id and gone.field = change.field and gone.gram = change.gram)
  on conflict (space_id, field, gram) do update set documents = counted.documents + excluded.documents;`;

/**
 * How many documents have a gram, counted by ourselves: what a gram says is its rarity, and the planner's statistics
 * know it only from the last ANALYZE on, from a sample.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- Kept by triggers, in the transaction of the documents: whoever writes the index, a process of the version before
  -- this migration among them, cannot leave the counts behind. Writers are alone (the index lock).
  create table search_gram_frequency (
    space_id  int not null references space,
    field     text collate "C" not null,          -- a column of search_document; 'all', of gram 0: every document
    gram      int not null,
    documents int not null,
    primary key (space_id, field, gram)           -- the grams of a question, and of the titles it is compared with
  ) with (fillfactor = 70);                       -- a new count stands beside the old one and touches no index

  create function search_documents_put() returns trigger language plpgsql as $$ begin
    ${count(gramsOf("new_documents", 1))}
    return null;
  end $$;
  create function search_documents_gone() returns trigger language plpgsql as $$ begin
    ${count(gramsOf("old_documents", -1))}
    return null;
  end $$;
  create function search_documents_changed() returns trigger language plpgsql as $$ begin
    ${count(
      `${gramsOf("old_documents join differing using (kind, id)", -1)}
      union all ${gramsOf("new_documents join differing using (kind, id)", 1)}`,
      DIFFERING,
    )}
    return null;
  end $$;
  create trigger search_documents_put after insert on search_document
    referencing new table as new_documents for each statement execute function search_documents_put();
  create trigger search_documents_gone after delete on search_document
    referencing old table as old_documents for each statement execute function search_documents_gone();
  create trigger search_documents_changed after update on search_document
    referencing old table as old_documents new table as new_documents for each statement execute function search_documents_changed();

  -- the triggers' lock keeps writers out to the end of this migration, so nothing is missed in between
  insert into search_gram_frequency (space_id, field, gram, documents)
  select space_id, field, gram, sum(change) from (${gramsOf("search_document", 1)}) grams
  group by space_id, field, gram order by space_id, field, gram;
  `;
  await sql.raw(script).execute(db);
}
