import { type Kysely, sql } from "kysely";

/**
 * Statutory drives: the law as data, applications, drives, signatures online and on paper, what is done with the
 * list, and who looked at it. Personal data stands only in columns named sealed, under a data key of the drive.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table matter drop constraint matter_kind_check;
  alter table matter add constraint matter_kind_check check (kind in ('proposal', 'forum', 'drive'));
  -- the foundation ties every matter of our own to a rule set; a drive goes by its statute instead
  do $$ declare name text; begin
    select conname into strict name from pg_constraint
      where conrelid = 'matter'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%rule_set_id IS NOT NULL%';
    execute format('alter table matter drop constraint %I', name);
  end $$;
  alter table matter add constraint matter_rules_check
    check (case when kind = 'drive' then rule_set_id is null else (source is null) = (rule_set_id is not null) end);
  alter table search_change drop constraint search_change_kind_check;
  alter table search_change add constraint search_change_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'opinion', 'reply'));
  alter table search_document drop constraint search_document_kind_check;
  alter table search_document add constraint search_document_kind_check
    check (kind in ('proposal', 'forum', 'drive', 'opinion', 'reply'));

  -- ─── the law, as data ─────────────────────────────────────────────────────────────────────────────
  -- A version is frozen; a drive keeps the version it was applied for under. What a definition holds is in
  -- app/domain/drive/statute.ts, which checks it whole.
  create table statute (
    id           int generated always as identity primary key,
    space_id     int not null references space,
    code         text not null check (code ~ '^[a-z][a-z0-9-]{1,40}$'),
    version      int not null check (version > 0),
    definition   jsonb not null,
    published_at timestamptz not null,
    unique (space_id, code, version)
  );
  create trigger statute_frozen before update or delete on statute for each row execute function refuse_change();

  -- residents who may sign as of a 31 December, published by 10 January after; district null: the whole municipality
  create table electorate (
    space_id     int not null references space,
    as_of        date not null,
    district     text,
    eligible     int not null check (eligible > 0),
    population   int check (population > 0),     -- the law picks the class by inhabitants, then takes its part of who may sign
    published_on date not null,
    unique nulls not distinct (space_id, as_of, district),
    foreign key (space_id, district) references district
  );

  -- while an election is near, collecting pauses (both days included)
  create table election (
    id          int generated always as identity primary key,
    space_id    int not null references space,
    name        jsonb not null,
    pause_from  date not null,
    pause_until date not null check (pause_until >= pause_from)
  );
  create index election_of_space on election (space_id, pause_from);                     -- legal dates

  -- ─── keys ─────────────────────────────────────────────────────────────────────────────────────────
  -- Envelope: personal data of a drive is under its data key, the data key under the master key. Rotation wraps
  -- data keys anew; destroying one makes every copy of that drive's data unreadable, backups too.
  create table data_key (
    id           bigint generated always as identity primary key,
    wrapped      bytea,
    master       text not null,               -- which master key wrapped it: a fingerprint
    created_at   timestamptz not null,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
  );

  -- ─── applications ─────────────────────────────────────────────────────────────────────────────────
  create table drive_application (
    id           bigint generated always as identity primary key,
    space_id     int not null references space,
    statute_id   int not null references statute,
    person_id    bigint not null references person,            -- the representative
    state        text not null check (state in ('draft', 'submitted', 'correction', 'certified', 'refused', 'withdrawn')),
    request      text not null,                                 -- one of the statute's: enact, amend, abolish, …
    title        text not null check (char_length(title) <= 200),
    category     text not null,
    content      jsonb not null,                                -- summary, reasons, costs, articles, exclusions answered
    invite_hash  bytea,                                         -- of the token by which co-representatives join
    clerk_note   text,                                          -- why it came back, or was refused
    updated_at   timestamptz not null,
    submitted_at timestamptz,
    decided_at   timestamptz,
    decided_by   bigint references person,
    matter_id    bigint unique references matter,
    foreign key (space_id, category) references category,
    check ((state = 'draft') = (submitted_at is null)),
    check ((state = 'certified') = (matter_id is not null))
  );
  create index drive_application_of_person on drive_application (person_id, updated_at desc);            -- my page
  create index drive_application_waiting on drive_application (space_id, submitted_at) where state = 'submitted'; -- the clerk's desk

  -- who stands beside the representative: co-representatives and deputies who collect
  create table drive_helper (
    application_id bigint not null references drive_application on delete cascade,
    person_id      bigint not null references person,
    role           text not null check (role in ('co-representative', 'deputy')),
    joined_at      timestamptz not null,
    primary key (application_id, person_id)
  );
  create index drive_helper_of_person on drive_helper (person_id);                       -- my page

  -- ─── drives ───────────────────────────────────────────────────────────────────────────────────────
  -- matter.support_count is every standing signature: online ones (support) and paper lines that count.
  create table drive (
    matter_id         bigint primary key references matter,
    application_id    bigint not null unique references drive_application,
    statute_id        int not null references statute,
    representative_id bigint not null references person,
    stage             text not null check (stage in ('collecting', 'collected', 'lapsed', 'handed-in', 'inspection',
                        'deciding', 'shortfall', 'accepted', 'dismissed', 'introduced', 'adopted', 'rejected')),
    listed_at         timestamptz,                  -- null: only who has the address finds it (a petition before its 100)
    listed            boolean not null generated always as (listed_at is not null) stored,
    request           text not null,
    draft             jsonb not null,               -- exactly what is signed; see draft_hash
    draft_hash        bytea not null check (octet_length(draft_hash) = 32),
    certificate       text not null,                -- its number
    eligible          int,                          -- residents who may sign, as of as_of; null: a fixed number is asked
    as_of             date,
    required          int not null check (required > 0),
    data_key_id       bigint not null references data_key,
    certified_at      timestamptz not null,
    collect_until     timestamptz not null,
    handed_in_at      timestamptz,
    list_published_at timestamptz,
    inspect_until     timestamptz,
    shortfall_until   timestamptz,
    accepted_at       timestamptz,                  -- or dismissed
    introduced_at     timestamptz,
    extended_at       timestamptz,                  -- the council took its further year
    decided_at        timestamptz,
    decision          jsonb,                        -- votes for, against, abstained; text as adopted; reasons
    delete_data_at    timestamptz,                  -- when the legal period of keeping the signatures ends
    data_deleted_at   timestamptz,
    kept_counts       jsonb,                        -- what is left of the signatures then: online, paper, by district
    clerk_note        text,                         -- why a shortfall was granted, or the drive dismissed; public
    check ((data_deleted_at is null) = (kept_counts is null))
  );
  create index drive_stage on drive (stage, matter_id desc);                              -- the public list, the clerk's desk
  create index drive_data_due on drive (delete_data_at) where data_deleted_at is null;    -- the job that deletes

  -- the numbers on a drive's way and when each was reached: once, at exactly that signature
  create table drive_milestone (
    matter_id      bigint not null references drive,
    position       int not null check (position > 0),
    code           text not null,
    threshold      int not null check (threshold > 0),
    days           int,                             -- from reaching it the window for the next is this long
    reached_at     timestamptz,
    support_serial int,
    primary key (matter_id, position),
    unique (matter_id, threshold),
    check ((reached_at is null) = (support_serial is null))
  );

  -- ─── signatures ───────────────────────────────────────────────────────────────────────────────────
  create table signature_batch (
    id        bigint generated always as identity primary key,
    matter_id bigint not null references drive,
    size      int not null check (size > 0),
    root      bytea not null check (octet_length(root) = 32),
    event_seq bigint not null references event,
    closed_at timestamptz not null
  );
  create index signature_batch_of_drive on signature_batch (matter_id, id);               -- the clerk's desk, receipts

  -- leaf hashes only: they tell nobody anything, and outlive the signatures so that receipts can be checked for ever
  create table signature_leaf (
    batch_id bigint not null references signature_batch,
    position int not null check (position >= 0),
    leaf     bytea not null check (octet_length(leaf) = 32),
    primary key (batch_id, position)
  );
  create index signature_leaf_value on signature_leaf (leaf);                             -- checking a receipt

  create table signature (
    matter_id  bigint not null,
    person_id  bigint not null,
    district   text,
    sealed     bytea not null,                      -- name, birth date, address, under the drive's data key
    match_hash bytea not null check (octet_length(match_hash) = 32), -- keyed, of name and birth date: to meet paper lines
    nonce      bytea not null check (octet_length(nonce) = 32), -- makes the receipt a secret of who holds it
    leaf       bytea check (octet_length(leaf) = 32),
    signed_at  timestamptz not null,
    batch_id   bigint references signature_batch,
    position   int,
    primary key (matter_id, person_id),
    foreign key (matter_id, person_id) references support on delete cascade,  -- taken back: gone
    check (num_nonnulls(batch_id, position, leaf) in (0, 3))
  );
  create index signature_match on signature (matter_id, match_hash);                      -- paper against online
  create index signature_unbatched on signature (matter_id, signed_at) where batch_id is null; -- the job that closes batches

  create table paper_sheet (
    id         bigint generated always as identity primary key,
    matter_id  bigint not null references drive,
    number     int not null check (number > 0),
    source     text not null check (source in ('hand', 'csv')),
    entered_by bigint not null references person,
    entered_at timestamptz not null,
    unique (matter_id, number)
  );
  create table paper_line (
    sheet_id   bigint not null references paper_sheet,
    line       int not null check (line between 1 and 100),
    matter_id  bigint not null references drive,
    district   text,
    sealed     bytea,                               -- null once the data was deleted
    match_hash bytea check (octet_length(match_hash) = 32),
    state      text not null check (state in ('counted', 'doubtful', 'refused', 'superseded')),
    reasons    text[] not null,
    decided_by bigint references person,
    decided_at timestamptz,
    primary key (sheet_id, line),
    check (state <> 'doubtful' or cardinality(reasons) > 0)
  );
  create unique index paper_line_once on paper_line (matter_id, match_hash) where state = 'counted'; -- a signer counts once on paper
  create index paper_line_match on paper_line (matter_id, match_hash);                    -- online against paper
  create index paper_line_doubtful on paper_line (matter_id, sheet_id, line) where state = 'doubtful'; -- the clerk's queue
  create index paper_line_district on paper_line (matter_id, district) where state = 'counted'; -- the tile map

  -- the register extract that lines are checked against: keyed hashes, no names
  create table register_extract (
    matter_id  bigint not null references drive,
    match_hash bytea not null check (octet_length(match_hash) = 32),
    district   text,
    eligible   boolean not null,
    primary key (matter_id, match_hash)
  );

  -- ─── the list, and who looked at it ───────────────────────────────────────────────────────────────
  create table frozen_list (
    matter_id bigint not null references drive,
    round     int not null check (round between 1 and 2),      -- 2: after a shortfall was made good
    online    int not null,
    paper     int not null,
    hash      bytea not null check (octet_length(hash) = 32),
    event_seq bigint not null references event,
    frozen_at timestamptz not null,
    primary key (matter_id, round)
  );

  -- every look at personal data; person_id null in subject: the whole list
  create table personal_read (
    id        bigint generated always as identity primary key,
    matter_id bigint not null references drive,
    reader_id bigint not null references person,
    office_id int not null references office,
    purpose   text not null check (char_length(purpose) between 2 and 500),
    scope     text not null check (scope in ('signature', 'paper-line', 'list', 'export')),
    subject   bigint references person,
    entries   int not null check (entries >= 0),
    at        timestamptz not null
  );
  create index personal_read_of_drive on personal_read (matter_id, id desc);              -- the clerk's desk, what a signer sees
  create trigger personal_read_append_only before update or delete on personal_read for each row execute function refuse_change();

  create table list_export (
    id          bigint generated always as identity primary key,
    matter_id   bigint not null references drive,
    read_id     bigint not null references personal_read,
    format      text not null check (format in ('pdf', 'csv')),
    recipient   text not null,                      -- fingerprint of the key it was encrypted for
    sha256      bytea,                              -- of what was sent; null: it broke off
    finished_at timestamptz
  );
  create index list_export_of_drive on list_export (matter_id, id desc);                  -- the clerk's desk

  create table objection (
    id         bigint generated always as identity primary key,
    matter_id  bigint not null references drive,
    person_id  bigint not null references person,
    body       text not null check (char_length(body) between 2 and 5000),
    made_at    timestamptz not null,
    upheld     boolean,
    answer     text,
    struck     int not null default 0 check (struck >= 0), -- signatures online that it showed to be invalid
    decided_at timestamptz,
    decided_by bigint references person,
    check (struck = 0 or upheld),
    check (num_nonnulls(upheld, answer, decided_at, decided_by) in (0, 4))
  );
  create index objection_of_drive on objection (matter_id, id);                           -- the clerk's desk

  -- signs of abuse, for the clerk to look at; nothing is dropped because of one. No addresses: a keyed hash of a day
  create table abuse_sign (
    id        bigint generated always as identity primary key,
    matter_id bigint not null references drive,
    kind      text not null check (kind in ('burst', 'sheet-order', 'retries')),
    about     text not null,
    times     int not null check (times > 0),
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    seen_at   timestamptz,
    unique (matter_id, kind, about)
  );
  create index abuse_sign_unseen on abuse_sign (matter_id) where seen_at is null;         -- the clerk's desk

  -- ─── the clerk's calendar ─────────────────────────────────────────────────────────────────────────
  create table drive_reminder (
    matter_id bigint not null references drive,
    step      text not null,
    due_on    date not null,
    sent_at   timestamptz not null,
    primary key (matter_id, step, due_on)            -- reminded once
  );
  `;
  await sql.raw(script).execute(db);
}
