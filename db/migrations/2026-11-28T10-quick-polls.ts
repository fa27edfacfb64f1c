import { type Kysely, sql } from "kysely";

/** One-touch polls: made by a person, voted on by devices. No kind of matter, see DECISIONS.md. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table quick_poll (
    id            bigint generated always as identity primary key,
    space_id      bigint not null references space,
    -- its address: /q/NAME
    name          text not null check (length(name) between 2 and 30 and name ~ '^[a-z0-9가-힣]+(-[a-z0-9가-힣]+)*$'),
    -- typed at meetings; null once it was counted for good, so that another may have it
    code          text check (code ~ '^[0-9]{6}$'),
    maker_id      bigint not null references person,
    -- the question that is asked now
    question      smallint not null default 1 check (question between 1 and 10),
    notice        text,
    chat          boolean not null default false,
    created_at    timestamptz not null,
    closes_at     timestamptz not null,
    hidden_at     timestamptz,
    hidden_by     bigint references person,
    hidden_reason text check (hidden_reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic')),
    -- part of the key under which devices and addresses are hashed here; goes with them
    salt          bytea check (octet_length(salt) = 32),
    -- when its votes became numbers and the hashes went
    counted_at    timestamptz,
    -- votes that came from one address in large numbers, and devices that sent very often: kept beside the numbers
    crowded       integer not null default 0,
    repeated      integer not null default 0,
    constraint quick_poll_name unique (space_id, name),
    constraint quick_poll_ends check (closes_at >= created_at and closes_at <= created_at + interval '30 days'),
    constraint quick_poll_hidden check (num_nulls(hidden_at, hidden_by, hidden_reason) in (0, 3)),
    constraint quick_poll_counted check ((counted_at is null) = (salt is not null))
  );
  -- serves the code that is typed at a meeting, and keeps two polls from having one
  create unique index quick_poll_code on quick_poll (space_id, code) where code is not null;
  -- serves a person's own list, their download and their leaving
  create index quick_poll_of_maker on quick_poll (maker_id, id);
  -- serves the nightly counting for good
  create index quick_poll_uncounted on quick_poll (closes_at) where counted_at is null;
  -- serves the nightly look for polls that have been over for long
  create index quick_poll_closed on quick_poll (closes_at) where counted_at is not null;

  create table quick_poll_question (
    poll_id  bigint not null references quick_poll on delete cascade,
    position smallint not null check (position between 1 and 10),
    title    text not null,
    primary key (poll_id, position)
  );

  create table quick_poll_choice (
    poll_id  bigint not null,
    -- unique in the poll, whichever question it answers
    id       smallint not null check (id between 1 and 60),
    question smallint not null,
    title    text not null,
    -- null while the votes themselves are counted
    votes    integer,
    primary key (poll_id, id),
    -- what a vote refers to: a choice of its own question
    unique (poll_id, question, id),
    foreign key (poll_id, question) references quick_poll_question on delete cascade
  );

  create table quick_vote (
    poll_id      bigint not null,
    question     smallint not null,
    -- keyed, of the random cookie of a device, under a key that this poll alone has
    device_hash  bytea not null check (octet_length(device_hash) = 32),
    choice       smallint not null,
    -- the same of the address that the first vote came from: to see that many came from one
    address_hash bytea not null check (octet_length(address_hash) = 8),
    -- how often the device voted on this question
    sent         integer not null default 1,
    -- one vote a device and question, whatever races
    primary key (poll_id, question, device_hash),
    foreign key (poll_id, question, choice) references quick_poll_choice (poll_id, question, id) on delete cascade
  );
  -- serves counting, which reads nothing else of a vote
  create index quick_vote_counted on quick_vote (poll_id, question, choice);
  -- serves the count of votes by address
  create index quick_vote_addresses on quick_vote (poll_id, question, address_hash);

  create table quick_message (
    id            bigint generated always as identity primary key,
    poll_id       bigint not null references quick_poll on delete cascade,
    person_id     bigint not null references person,
    body          text not null,
    created_at    timestamptz not null,
    hidden_at     timestamptz,
    hidden_by     bigint references person,
    hidden_reason text check (hidden_reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic')),
    constraint quick_message_hidden check (num_nulls(hidden_at, hidden_by, hidden_reason) in (0, 3))
  );
  -- serves a poll's chat, newest first
  create index quick_message_of_poll on quick_message (poll_id, id);
  -- serves a person's own download
  create index quick_message_of_person on quick_message (person_id);

  create table quick_report (
    id         bigint generated always as identity primary key,
    poll_id    bigint not null references quick_poll on delete cascade,
    -- null: the poll itself
    message_id bigint references quick_message on delete cascade,
    person_id  bigint not null references person,
    reason     text not null check (reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic')),
    note       text,
    created_at timestamptz not null,
    settled_at timestamptz,
    -- a person reports a thing once
    constraint quick_report_once unique nulls not distinct (poll_id, message_id, person_id)
  );
  -- serves the moderators' list
  create index quick_report_open on quick_report (poll_id) where settled_at is null;
  -- serves a person's own download and their leaving
  create index quick_report_of_person on quick_report (person_id);
  `;
  await sql.raw(script).execute(db);
  await widenSubmissions(db);
}

/** What may be sent in once: the acts there are, and these. Another migration of these days may have added some. */
async function widenSubmissions(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = 'submission'::regclass and conname = 'submission_act_check'`.execute(db);
  const known = [...(rows[0]?.definition ?? "").matchAll(/'([a-z-]+)'/g)].map(([, act = ""]) => act);
  const acts = [...new Set([...known, "quick-poll", "quick-message"])].map((act) => `'${act}'`).join(", ");
  await sql
    .raw(
      `alter table submission drop constraint submission_act_check,
        add constraint submission_act_check check (act in (${acts}))`,
    )
    .execute(db);
}
