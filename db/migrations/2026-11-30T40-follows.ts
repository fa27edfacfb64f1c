import { type Kysely, sql } from "kysely";

/**
 * Who follows what, what they were told of, and how they want to be told. The version before may run beside: it knows
 * none of these tables, and what it adds to a ledger is told by the first process that does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table follow (
    space_id  int not null references space,
    target    text not null check (target in ('matter', 'category', 'district', 'office')),
    -- a matter's number, or the code that the space has for the others
    code      text not null check (length(code) between 1 and 100),
    person_id bigint not null references person on delete cascade,
    since     timestamptz not null,
    -- serves telling the followers of one thing too, in the order of persons
    primary key (space_id, target, code, person_id)
  );
  -- serves the list of what one follows, and leaving
  create index follow_of_person on follow (person_id, space_id, since);

  create table notice (
    person_id  bigint not null references person on delete cascade,
    space_id   int not null references space,
    -- the line of the space's ledger that it tells of: nobody is told of a line twice
    event_seq  bigint not null,
    sort       text not null
      check (sort in ('published', 'threshold', 'forum', 'reply', 'progress', 'result', 'withdrawn')),
    created_at timestamptz not null,
    read_at    timestamptz,
    -- waits for the next letter that gathers several
    gathered   boolean not null default false,
    -- serves the list too, newest first
    primary key (person_id, space_id, event_seq)
  );
  -- serves the number at the bell
  create index notice_unread on notice (person_id, space_id) where read_at is null;
  -- serves the letters that gather: whose wait, in the order of persons
  create index notice_gathered on notice (person_id, space_id, event_seq) where gathered;
  -- serves removing the old
  create index notice_old on notice (created_at);

  -- how far the followers of a space were told: the last line that all were told of, and the one that is under way
  create table notice_progress (
    space_id     int primary key references space,
    seq          bigint not null,
    line         bigint,
    after_person bigint not null default 0
  );
  -- what happened before is not told
  insert into notice_progress (space_id, seq) select space_id, seq from ledger_head;

  -- what somebody chose; no row: as it is by default
  create table notice_setting (
    person_id bigint not null references person on delete cascade,
    sort      text not null
      check (sort in ('published', 'threshold', 'forum', 'reply', 'progress', 'result', 'withdrawn')),
    -- off: told nowhere
    told      boolean not null,
    mail      boolean not null,
    push      boolean not null,
    primary key (person_id, sort)
  );

  alter table person
    add column mail_rhythm text not null default 'at-once' check (mail_rhythm in ('at-once', 'daily', 'weekly'));
  alter table mail
    -- what one touch of its reader's mail program stops; null: it stops nothing
    add column stops text check (stops in ('news', 'search'));
  `;
  await sql.raw(script).execute(db);
}
