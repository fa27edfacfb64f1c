import { type Kysely, sql } from "kysely";

/** Search: what changed and waits to be indexed, the embedded engine's index, words, saved searches, duplicates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── what changed ─────────────────────────────────────────────────────────────────────────────────
  -- Written in the transaction of the change, taken out by the job. Append-only and without a unique key, so that
  -- two changes never wait for one another: a shared job key or an upsert would put every writer in one line.
  create table search_change (
    seq  bigint generated always as identity primary key,
    kind text not null check (kind in ('proposal', 'forum', 'opinion', 'reply')),
    id   bigint not null
  );

  -- ─── the embedded engine's index, and the log that an outside engine follows ──────────────────────
  -- version is given under one advisory lock, so versions become visible in their order: who has read up to one has
  -- seen everything below it.
  create sequence search_version;
  create table search_document (
    kind           text not null check (kind in ('proposal', 'forum', 'opinion', 'reply')),
    id             bigint not null,
    space_id       int not null references space,
    matter_id      bigint not null references matter,
    language       text not null,
    title          text not null,
    other_titles   text not null,
    text           text not null,
    category       text not null,
    district       text,
    state          text,
    office         text,
    year           int not null,
    published_at   timestamptz not null,
    support_count  int not null,
    version        bigint not null,
    -- Computed by search/text.ts from title, other_titles and text. They and the text are stored apart from the row
    -- (toast_tuple_target), so that looking at thousands of rows reads few pages; only the indexes read them.
    title_grams    int[] not null,
    title_jamo     int[] not null,
    title_initials int[] not null,
    text_grams     int[] not null,
    primary key (kind, id)
  ) with (toast_tuple_target = 512);
  create unique index search_document_version on search_document (version);               -- an outside engine that follows
  create index search_document_newest  on search_document (space_id, published_at desc, kind, id);  -- no text, by date; saved searches
  create index search_document_support on search_document (space_id, support_count desc, kind, id); -- no text, by support
  create index search_document_matter  on search_document (matter_id);                    -- counts that changed
  -- What the grams of a query are looked up in: a title like it; the same with a typo or half a syllable; ㅎㄷㅂㄷ; all
  -- its words, or a text of the same concern. A new document is a few hundred grams in text_grams: gathered first
  -- (fastupdate), in a list short enough that reading it costs a query nothing.
  create index search_document_title_grams    on search_document using gin (title_grams) with (gin_pending_list_limit = 256);
  create index search_document_title_jamo     on search_document using gin (title_jamo) with (gin_pending_list_limit = 256);
  create index search_document_title_initials on search_document using gin (title_initials) with (gin_pending_list_limit = 256);
  create index search_document_text_grams     on search_document using gin (text_grams) with (gin_pending_list_limit = 256);
  -- How many grams ANALYZE counts (ten for each): a query asks for its rarest ones, so it must know the frequent ones.
  -- With 100,000 documents ANALYZE took 53 s so, and 100 s at 500 and 1,000, which found nothing better.
  alter table search_document alter column title_grams set statistics 200, alter column title_jamo set statistics 200,
    alter column title_initials set statistics 200, alter column text_grams set statistics 200;
  -- True, and said to be expensive. The planner takes "has these grams" for one cheap comparison a row, when it is
  -- fetching and unpacking a thousand grams; so it read the whole table (200 ms) instead of asking the index (1 ms).
  create function search_looked_up(id bigint) returns boolean immutable parallel safe cost 200
    language plpgsql as 'begin return true; end';

  -- what was taken out, for an outside engine that follows; a key comes back to life by being indexed again
  create table search_removal (
    kind    text not null,
    id      bigint not null,
    version bigint not null,
    primary key (kind, id)
  );
  create index search_removal_version on search_removal (version);                        -- an outside engine that follows

  -- how far an outside engine has followed, and the rebuild that is under way
  create table search_follower (
    engine          text primary key,
    followed        bigint not null default 0,
    rebuild_index   text,
    rebuilt         bigint not null default 0
  );
  -- where a rebuild of the embedded index stands, so that a killed one goes on
  create table search_rebuild (
    singleton boolean primary key default true check (singleton),
    kind      text not null,
    after_id  bigint not null
  );

  -- ─── words that the operator keeps ────────────────────────────────────────────────────────────────
  create table synonym_group (
    id         int generated always as identity primary key,
    space_id   int not null references space,
    words      text[] not null check (cardinality(words) between 2 and 20),
    changed_at timestamptz not null
  );
  create index synonym_group_of_space on synonym_group (space_id, id);                    -- the operator's page, engines
  create table stop_word (
    space_id int not null references space,
    word     text not null check (char_length(word) between 1 and 40),
    primary key (space_id, word)
  );

  -- ─── saved searches ───────────────────────────────────────────────────────────────────────────────
  create table saved_search (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references person,
    space_id   int not null references space,
    query      text not null check (char_length(query) <= 1000),   -- as in the address: q=…&kind=…
    mail       boolean not null,
    created_at timestamptz not null,
    told_until timestamptz not null,                               -- what was published up to here is told
    told_at    timestamptz,                                        -- of the last letter
    unique (person_id, query)
  );
  create index saved_search_to_tell on saved_search (id) where mail;                      -- the job that tells

  -- ─── likely duplicates, for moderators ────────────────────────────────────────────────────────────
  create table likely_duplicate (
    matter_id    bigint not null references matter,     -- the later of the two
    earlier_id   bigint not null references matter,
    score        int not null check (score between 0 and 1000),  -- in thousandths: exact in a cursor
    found_at     timestamptz not null,
    dismissed_at timestamptz,
    dismissed_by bigint references person,
    primary key (matter_id, earlier_id),
    check (earlier_id < matter_id),
    check ((dismissed_at is null) = (dismissed_by is null))
  );
  create index likely_duplicate_score on likely_duplicate (score desc, matter_id desc, earlier_id desc) where dismissed_at is null; -- the moderators' page
  create index likely_duplicate_dismissed on likely_duplicate (dismissed_at desc, matter_id desc, earlier_id desc) where dismissed_at is not null; -- its other half
  create index likely_duplicate_earlier on likely_duplicate (earlier_id);                 -- a text that changed
  `;
  await sql.raw(script).execute(db);
}
