import { type Kysely, sql } from "kysely";

const FIELDS = ["title_grams", "title_jamo", "title_initials", "text_grams"];

/** The grams of some documents, a row each, worth `change`; and for each document one of the field 'all'. */
const gramsOf = (documents: string, change: 1 | -1, side = ""): string =>
  [
    ...FIELDS.map(
      (field) =>
        `select ${side}space_id as space_id, '${field}' as field, unnest(${side}${field}) as gram, ${change} as change from ${documents}`,
    ),
    `select ${side}space_id, 'all', 0, ${change} from ${documents} where ${side}space_id is not null`,
  ].join(" union all ");

const COUNTED = ["space_id", ...FIELDS];
const rowOf = (side: string) => `(${COUNTED.map((column) => `${side}.${column}`).join(", ")})`;
/** Most updates bring new numbers of supporters and the same grams, thousands at once: those are left out first. */
const DIFFERING = `differing as materialized (
    select ${COUNTED.map((column) => `earlier.${column} as old_${column}, later.${column} as new_${column}`).join(", ")}
    from old_documents earlier full join new_documents later using (kind, id)
    where ${rowOf("earlier")} is distinct from ${rowOf("later")}
  ), `;
const CHANGED = `${gramsOf("differing", -1, "old_")} union all ${gramsOf("differing", 1, "new_")}`;

/**
 * The body of a trigger: adds what changed, only where something did. In the order of the key, so that two who write
 * without the index lock wait for one another and cannot deadlock. A gram that nobody has any more goes: by its place,
 * which stays what it is while we hold the row, because by its key the planner may read the whole table.
 */
const count = (grams: string, differing = ""): string => `
  declare
    nobody_has tid[];
  begin
    with ${differing} change as materialized (
      select space_id, field, gram, sum(change)::int as documents from (${grams}) grams
      group by space_id, field, gram having sum(change) <> 0 order by space_id, field, gram
    ), total as (
      insert into search_gram_total as counted (space_id, documents, changes)
      select space_id, coalesce(sum(documents) filter (where field = 'all'), 0), 1 from change
      group by space_id order by space_id
      on conflict (space_id) do update
        set documents = counted.documents + excluded.documents, changes = counted.changes + 1
    ), put as (
      insert into search_gram_frequency as counted (space_id, field, gram, documents)
      select space_id, field, gram, documents from change where field <> 'all'
      on conflict (space_id, field, gram) do update set documents = counted.documents + excluded.documents
      returning counted.ctid as place, counted.documents
    )
    select array_agg(place) into nobody_has from put where documents <= 0;
    if nobody_has is not null then delete from search_gram_frequency where ctid = any(nobody_has); end if;
    return null;
  end`;

/**
 * How many documents have a gram, counted by ourselves: what a gram says is its rarity, and the planner's statistics
 * know it only from the last ANALYZE on, from a sample.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- Kept by triggers, in the transaction of the documents: whoever writes the index, a process of the version before
  -- this migration among them, cannot leave the counts behind. Writers are alone (the index lock).
  create table search_gram_frequency (
    space_id  int not null,                       -- no reference: the documents have it, and here each of hundreds of
                                                  -- new grams would lock the space's row
    field     text collate "C" not null,          -- a column of search_document
    gram      int not null,
    documents int not null,
    primary key (space_id, field, gram)           -- the grams of a question, and of the titles it is compared with
  ) with (fillfactor = 70);                       -- a new count stands beside the old one and touches no index

  create table search_gram_total (
    space_id  int primary key,
    documents int not null,
    changes   bigint not null                     -- how often a count of the space changed: until then, what was read holds
  );

  create function search_documents_put() returns trigger language plpgsql as $$ ${count(gramsOf("new_documents", 1))} $$;
  create function search_documents_gone() returns trigger language plpgsql as $$ ${count(gramsOf("old_documents", -1))} $$;
  create function search_documents_changed() returns trigger language plpgsql as $$ ${count(CHANGED, DIFFERING)} $$;
  create trigger search_documents_put after insert on search_document
    referencing new table as new_documents for each statement execute function search_documents_put();
  create trigger search_documents_gone after delete on search_document
    referencing old table as old_documents for each statement execute function search_documents_gone();
  create trigger search_documents_changed after update on search_document
    referencing old table as old_documents new table as new_documents for each statement execute function search_documents_changed();

  -- The planner is to ask the GIN indexes always, and ANALYZE takes a minute less at 100,000 documents. To say the type
  -- again (nothing is rewritten) throws away what it has counted.
  ${FIELDS.map((field) => `alter table search_document alter column ${field} type int[], alter column ${field} set statistics 0;`).join("\n  ")}

  -- the triggers' lock keeps writers out to the end of this migration, so nothing is missed in between
  insert into search_gram_frequency (space_id, field, gram, documents)
  select space_id, field, gram, count(*) from (${gramsOf("search_document", 1)}) grams
  where field <> 'all' group by space_id, field, gram order by space_id, field, gram;
  insert into search_gram_total (space_id, documents, changes)
  select space_id, count(*), 1 from search_document group by space_id;
  `;
  await sql.raw(script).execute(db);
}
