import { type Kysely, sql } from "kysely";

/**
 * The foundation: space, person, matter, support, rule, crossing, duty, reply, forum, ledger and what carries
 * them. Every number that a citizen sees is kept true by a constraint or a key here, not by a check before an
 * insert. Frozen once it has run anywhere: change it by a later migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── the space and its offices ────────────────────────────────────────────────────────────────────
  create table space (
    id         int generated always as identity primary key,
    code       text not null unique check (code ~ '^[a-z0-9-]{1,40}$'),
    kind       text not null check (kind in ('city', 'council', 'apartment', 'union', 'company')),
    name       jsonb not null,
    created_at timestamptz not null
  );

  create table district (
    space_id int not null references space,
    code     text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name     jsonb not null,
    position int not null,
    primary key (space_id, code)
  );

  create table office (
    id       int generated always as identity primary key,
    space_id int not null references space,
    code     text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    kind     text not null check (kind in ('department', 'council', 'mayor', 'moderation', 'administration')),
    name     jsonb not null,
    email    text,
    unique (space_id, code)
  );
  -- one mayor a space: the mayor's duty has one place to go
  create unique index office_one_mayor on office (space_id) where kind = 'mayor';

  create table category (
    space_id  int not null references space,
    code      text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name      jsonb not null,
    position  int not null,
    office_id int not null references office,
    primary key (space_id, code)
  );

  -- ─── people ───────────────────────────────────────────────────────────────────────────────────────
  -- identity_hash: HMAC-SHA-256 of the agency's unique number. One human, one row, whatever accounts they open.
  -- sealed: name, birth date and address of mail, AES-256-GCM. public_name is masked before it is stored.
  create table person (
    id            bigint generated always as identity primary key,
    identity_hash bytea not null unique check (octet_length(identity_hash) = 32),
    public_name   text not null,
    sealed        bytea not null,
    district      text,
    language      text not null default 'ko' check (language in ('ko', 'en', 'ja')),
    mail_wanted   boolean not null default true,
    created_at    timestamptz not null
  );

  create table account (
    issuer     text not null,
    subject    text not null,
    person_id  bigint not null references person,
    created_at timestamptz not null,
    primary key (issuer, subject)
  );

  -- what a person may do beyond being a citizen; taken from the provider's claim anew at every sign-in
  create table post (
    person_id bigint not null references person,
    role      text not null check (role in ('officer', 'moderator', 'clerk', 'mayor', 'admin')),
    office_id int references office,
    check ((role in ('officer', 'mayor')) = (office_id is not null)),
    unique nulls not distinct (person_id, role, office_id)
  );

  -- id is the SHA-256 of the cookie's token: a copy of this table opens no session
  create table session (
    id         text primary key check (id ~ '^[0-9a-f]{64}$'),
    user_id    bigint not null references person,
    expires_at timestamptz not null,
    created_at timestamptz not null
  );
  create index session_of_person on session (user_id);     -- sign out everywhere
  create index session_expiry on session (expires_at);     -- the nightly sweep

  -- ─── rules ────────────────────────────────────────────────────────────────────────────────────────
  create table rule_set (
    id           int generated always as identity primary key,
    space_id     int not null references space,
    version      int not null check (version > 0),
    note         text not null,
    open_days    int not null check (open_days between 1 and 3650),
    published_at timestamptz not null,
    unique (space_id, version)
  );

  create table rule (
    id          int generated always as identity primary key,
    rule_set_id int not null references rule_set,
    code        text not null,
    matter_kind text not null check (matter_kind in ('proposal', 'forum')),
    measure     text not null check (measure in ('agreements', 'participants')),
    threshold   int not null check (threshold > 0),
    consequence text not null check (consequence in ('department-reply', 'forum', 'mayor-reply')),
    days        int not null check (days between 1 and 3650),
    unique (rule_set_id, code),
    unique (rule_set_id, matter_kind, threshold, consequence)
  );

  -- ─── matters ──────────────────────────────────────────────────────────────────────────────────────
  -- support_count and support_serial are the hot pair: the support writer adds to them a group at a time.
  -- support_serial counts every support ever given, so a crossing can name the row that was the Nth.
  create table matter (
    id             bigint generated always as identity primary key,
    space_id       int not null references space,
    kind           text not null check (kind in ('proposal', 'forum')),
    state          text not null check (state in ('open', 'closed', 'withdrawn')),
    title          text not null check (char_length(title) between 1 and 200),
    body           text not null,
    language       text not null default 'ko',
    category       text not null,
    district       text,
    author_id      bigint references person,
    rule_set_id    int references rule_set,
    opened_at      timestamptz not null,
    closes_at      timestamptz not null check (closes_at >= opened_at),
    updated_at     timestamptz not null,
    ended_at       timestamptz,                -- when it was closed or withdrawn
    text_fixed_at  timestamptz,                -- when somebody else first stood behind it: from then only supplements
    support_count  int not null default 0 check (support_count >= 0),
    support_serial int not null default 0 check (support_serial >= support_count),
    next_threshold int,
    remaining      int generated always as (next_threshold - support_count) stored,
    imported_count int check (imported_count >= 0),
    source         text,
    source_id      text,
    check ((state = 'open') = (ended_at is null)),
    check ((source is null) = (source_id is null)),
    check ((source is null) = (imported_count is null)),
    check ((source is null) = (rule_set_id is not null)),
    unique (source, source_id),
    foreign key (space_id, category) references category,
    foreign key (space_id, district) references district
  );
  -- the browse page, one index an order. Verified supports first, imported counts only among themselves: an
  -- imported number never ranks as people
  create index matter_newest   on matter (space_id, kind, opened_at desc, id desc);
  create index matter_agreed   on matter (space_id, kind, support_count desc, (coalesce(imported_count, 0)) desc, id desc);
  create index matter_closest  on matter (space_id, kind, remaining, id) where state = 'open' and next_threshold is not null;
  create index matter_closing  on matter (space_id, kind, closes_at, id) where state = 'open'; -- also: the job that closes
  create index matter_category on matter (space_id, kind, category, opened_at desc, id desc);
  create index matter_district on matter (space_id, kind, district, opened_at desc, id desc) where district is not null;
  create index matter_author   on matter (author_id, opened_at desc) where author_id is not null;       -- my page
  create index matter_source on matter (source, opened_at desc, id desc) where source is not null;   -- one import's matters, newest first

  -- titles and summaries in the portal's other languages, where somebody wrote them
  create table matter_translation (
    matter_id bigint not null references matter,
    language  text not null check (language in ('ko', 'en', 'ja')),
    title     text not null,
    summary   text not null,
    primary key (matter_id, language)
  );

  create table supplement (
    matter_id  bigint not null references matter,
    position   int not null check (position between 1 and 20),
    body       text not null,
    created_at timestamptz not null,
    primary key (matter_id, position)
  );

  -- a proposal being written; not a matter, because it is not before the public
  create table draft (
    id         uuid primary key,
    person_id  bigint not null references person,
    space_id   int not null references space,
    title      text not null,
    body       text not null,
    category   text,
    district   text,
    updated_at timestamptz not null,
    foreign key (space_id, category) references category,
    foreign key (space_id, district) references district
  );
  create index draft_of_person on draft (person_id, updated_at desc);

  -- a picture as it was re-encoded; belongs to a draft until it is published with its proposal
  create table picture (
    id          uuid primary key,
    draft_id    uuid references draft on delete cascade,
    matter_id   bigint references matter,
    position    int not null check (position between 1 and 5),
    alt         text not null,
    media_type  text not null check (media_type = 'image/webp'),
    width       int not null,
    height      int not null,
    bytes       bytea not null,
    created_at  timestamptz not null,
    check (num_nonnulls(draft_id, matter_id) = 1)
  );
  create unique index picture_of_draft  on picture (draft_id, position) where draft_id is not null;
  create unique index picture_of_matter on picture (matter_id, position) where matter_id is not null;

  -- ─── support ──────────────────────────────────────────────────────────────────────────────────────
  create table support (
    matter_id  bigint not null references matter,
    person_id  bigint not null references person,
    serial     int not null,
    created_at timestamptz not null,
    primary key (matter_id, person_id)      -- the database refuses the second
  );
  create unique index support_serial on support (matter_id, serial);                 -- telling supporters, in batches
  create index support_of_person on support (person_id, created_at desc, matter_id); -- my page

  -- net supports a day (Asia/Seoul), one upsert a group: "hot this week" never counts supports
  create table support_day (
    matter_id bigint not null references matter,
    day       date not null,
    net       int not null,
    primary key (matter_id, day)
  );
  create index support_day_recent on support_day (day, matter_id) include (net);

  -- ─── crossings, duties, replies ───────────────────────────────────────────────────────────────────
  create table crossing (
    matter_id      bigint not null references matter,
    rule_id        int not null references rule,
    threshold      int not null,
    crossed_at     timestamptz not null,
    support_serial int not null,
    primary key (matter_id, rule_id)        -- exactly once
  );

  create table duty (
    id        bigint generated always as identity primary key,
    matter_id bigint not null,
    rule_id   int not null,
    kind      text not null check (kind in ('department-reply', 'mayor-reply')),
    office_id int not null references office,
    opened_at timestamptz not null,
    due_at    timestamptz not null check (due_at > opened_at),
    met_at    timestamptz check (met_at >= opened_at),
    replies   int not null default 0 check ((replies > 0) = (met_at is not null)),
    unique (matter_id, rule_id),
    foreign key (matter_id, rule_id) references crossing
  );
  create index duty_unmet  on duty (due_at, id) where met_at is null;                 -- the public list: owed, soonest first
  create index duty_office on duty (office_id, due_at, id) where met_at is null;      -- a department's desk
  create index duty_met    on duty (met_at desc, id desc) where met_at is not null;   -- answered lately

  create table reply (
    duty_id      bigint not null references duty,
    version      int not null check (version > 0),
    decision     text not null check (decision in ('will-do', 'partly', 'under-study', 'cannot')),
    body         text not null,
    author_id    bigint not null references person,
    published_at timestamptz not null,
    primary key (duty_id, version)
  );

  -- ─── forums ───────────────────────────────────────────────────────────────────────────────────────
  create table forum (
    matter_id     bigint primary key references matter,
    proposal_id   bigint not null unique references matter,   -- one forum a proposal
    for_count     int not null default 0 check (for_count >= 0),
    against_count int not null default 0 check (against_count >= 0),
    other_count   int not null default 0 check (other_count >= 0)
  );

  create table background (
    forum_id bigint not null references forum,
    position int not null check (position between 1 and 10),
    title    text not null,
    body     text not null,
    url      text check (url ~ '^https?://'),
    primary key (forum_id, position)
  );

  create table opinion (
    id            bigint generated always as identity primary key,
    forum_id      bigint not null references forum,
    person_id     bigint not null references person,
    stance        text not null check (stance in ('for', 'against', 'other')),
    body          text not null,
    version       int not null check (version > 0),
    helpful_count int not null default 0 check (helpful_count >= 0),
    reply_count   int not null default 0 check (reply_count >= 0),
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (forum_id, person_id)            -- one standing opinion a person
  );
  create index opinion_helpful_order on opinion (forum_id, helpful_count desc, id desc);
  create index opinion_newest        on opinion (forum_id, id desc);
  create index opinion_stance        on opinion (forum_id, stance, helpful_count desc, id desc);

  create table opinion_version (
    opinion_id bigint not null references opinion,
    version    int not null,
    stance     text not null,
    body       text not null,
    written_at timestamptz not null,
    primary key (opinion_id, version)
  );

  create table opinion_reply (
    id         bigint generated always as identity primary key,
    opinion_id bigint not null references opinion,
    person_id  bigint not null references person,
    body       text not null,
    created_at timestamptz not null
  );
  create index opinion_reply_order on opinion_reply (opinion_id, id);

  create table helpful (
    opinion_id bigint not null references opinion,
    person_id  bigint not null references person,
    created_at timestamptz not null,
    primary key (opinion_id, person_id)
  );

  -- ─── the public ledger ────────────────────────────────────────────────────────────────────────────
  create table event (
    seq       bigint primary key check (seq > 0),
    space_id  int not null references space,
    matter_id bigint references matter,
    kind      text not null,
    at        timestamptz not null,
    data      jsonb not null,
    hash      bytea not null check (octet_length(hash) = 32)
  );
  create index event_of_matter on event (matter_id, seq);   -- the timeline of a matter

  -- the lock that orders the chain: whoever holds this row appends next
  create table ledger_head (
    singleton boolean primary key default true check (singleton),
    seq  bigint not null,
    hash bytea not null
  );
  insert into ledger_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end $$;
  create trigger event_append_only before update or delete on event for each row execute function refuse_change();
  create trigger event_no_truncate before truncate on event for each statement execute function refuse_change();
  create trigger reply_append_only before update or delete on reply for each row execute function refuse_change();
  create trigger crossing_append_only before update or delete on crossing for each row execute function refuse_change();
  create trigger rule_frozen before update or delete on rule for each row execute function refuse_change();

  -- ─── mail and imports ─────────────────────────────────────────────────────────────────────────────
  -- told_once: the same news never goes twice to the same reader, however often a job runs
  create table mail (
    id         bigint generated always as identity primary key,
    told_once  text not null unique,
    person_id  bigint references person,
    office_id  int references office,
    matter_id  bigint references matter,
    subject    text not null,
    body       text not null,
    created_at timestamptz not null,
    sent_at    timestamptz,
    attempts   int not null default 0,
    retry_at   timestamptz,              -- null: now, or never again once it was sent or given up
    given_up   boolean not null default false,
    check (num_nonnulls(person_id, office_id) = 1)
  );
  create index mail_unsent on mail (id) where sent_at is null and not given_up;   -- the postman

  create table import_run (
    source      text not null,
    file_digest text not null,
    lines_done  int not null,
    updated_at  timestamptz not null,
    primary key (source, file_digest)
  );
  `;
  await sql.raw(script).execute(db);
}
