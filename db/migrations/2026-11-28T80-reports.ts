import { type Kysely, sql } from "kysely";

/**
 * Reports of whatever people put before others, what moderators decided of them, and showing again what was hidden.
 * The reports of one-touch polls, which had a table of their own, are among them.
 *
 * That table goes at once and is not left to a later version: no process of the version before is at work while this runs
 * (migrate.ts), and one that is late would put reports into it that nobody reads. It fails whole instead.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- a report of a process that is late is moved with the others, or refused: none is committed after it was read
  lock table quick_report in access exclusive mode;

  -- a thing that was reported, or that somebody decided on
  create table moderated (
    id            bigint generated always as identity primary key,
    space_id      int not null references space,
    matter_id     bigint references matter,
    opinion_id    bigint references opinion,
    statement_id  bigint references statement,
    quick_poll_id bigint references quick_poll on delete cascade,
    message_id    bigint references quick_message on delete cascade,
    -- that wait for a decision
    reports       integer not null default 0 check (reports >= 0),
    constraint moderated_one check (num_nonnulls(matter_id, opinion_id, statement_id, quick_poll_id, message_id) = 1)
  );
  -- each finds a thing by its row, keeps it one, and serves the cascade
  create unique index moderated_matter on moderated (matter_id) where matter_id is not null;
  create unique index moderated_opinion on moderated (opinion_id) where opinion_id is not null;
  create unique index moderated_statement on moderated (statement_id) where statement_id is not null;
  create unique index moderated_quick_poll on moderated (quick_poll_id) where quick_poll_id is not null;
  create unique index moderated_message on moderated (message_id) where message_id is not null;
  -- serves the moderators' list: most reports first
  create index moderated_waiting on moderated (space_id, reports desc, id desc) where reports > 0;

  create table report (
    id           bigint generated always as identity primary key,
    moderated_id bigint not null references moderated on delete cascade,
    person_id    bigint not null references person,
    reason       text not null check (reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic')),
    note         text,
    created_at   timestamptz not null,
    -- null: it waits
    settled_at   timestamptz,
    outcome      text check (outcome in ('hidden', 'kept', 'passed-on')),
    constraint report_settled check ((settled_at is null) = (outcome is null))
  );
  -- a person has one open report of a thing; serves what moderators read of it
  create unique index report_open on report (moderated_id, person_id) where settled_at is null;
  -- serves a person's own page, their download and their leaving
  create index report_of_person on report (person_id, id desc);
  -- serves the cascade
  create index report_of_thing on report (moderated_id, id);
  -- serves the nightly look for those that were settled long ago
  create index report_settled_at on report (settled_at) where settled_at is not null;

  -- what was decided, and by whom; never changed
  create table moderation (
    id           bigint generated always as identity primary key,
    space_id     int not null references space,
    moderated_id bigint not null references moderated on delete cascade,
    act          text not null check (act in ('hidden', 'kept', 'passed-on', 'shown')),
    -- why it was hidden, or shown again
    reason       text check (reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic', 'several',
      'advertising', 'mistake', 'objection', 'changed')),
    -- null: it was not kept then
    by_id        bigint references person,
    at           timestamptz not null,
    constraint moderation_reason check ((reason is not null) = (act in ('hidden', 'shown')))
  );
  -- serves the list of decisions, newest first
  create index moderation_newest on moderation (space_id, id desc);
  -- serves the last decision on a thing, and the cascade
  create index moderation_of_thing on moderation (moderated_id, id desc);

  insert into moderated (space_id, quick_poll_id, reports)
    select p.space_id, p.id, count(r.id) filter (where r.settled_at is null)
    from quick_poll p left join quick_report r on r.poll_id = p.id and r.message_id is null
    where r.id is not null or p.hidden_at is not null group by p.space_id, p.id order by p.id;
  insert into moderated (space_id, message_id, reports)
    select p.space_id, m.id, count(r.id) filter (where r.settled_at is null)
    from quick_message m join quick_poll p on p.id = m.poll_id left join quick_report r on r.message_id = m.id
    where r.id is not null or m.hidden_at is not null group by p.space_id, m.id order by m.id;
  insert into moderated (space_id, statement_id)
    select matter.space_id, s.id from statement s join matter on matter.id = s.matter_id
    where s.hidden_at is not null order by s.id;

  insert into report (moderated_id, person_id, reason, note, created_at, settled_at, outcome)
    select d.id, r.person_id, r.reason, r.note, r.created_at, r.settled_at,
      case when r.settled_at is null then null
        when p.hidden_at is not null or m.hidden_at is not null then 'hidden' else 'kept' end
    from quick_report r join quick_poll p on p.id = r.poll_id left join quick_message m on m.id = r.message_id
    join moderated d on d.message_id = r.message_id or (r.message_id is null and d.quick_poll_id = r.poll_id)
    order by r.id;
  insert into moderation (space_id, moderated_id, act, reason, by_id, at)
    select d.space_id, d.id, 'hidden', coalesce(s.hidden_reason, m.hidden_reason, p.hidden_reason),
      coalesce(m.hidden_by, p.hidden_by), coalesce(s.hidden_at, m.hidden_at, p.hidden_at) as at
    from moderated d left join statement s on s.id = d.statement_id left join quick_message m on m.id = d.message_id
    left join quick_poll p on p.id = d.quick_poll_id
    where coalesce(s.hidden_at, m.hidden_at, p.hidden_at) is not null order by at, d.id;
  drop table quick_report;

  create or replace function refuse_change_but_hiding() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and (old.hidden_at is null) <> (new.hidden_at is null)
      and to_jsonb(new) - 'hidden_at' - 'hidden_reason' = to_jsonb(old) - 'hidden_at' - 'hidden_reason'
    then return new; end if;
    raise exception '% is of the record', tg_table_name using errcode = 'restrict_violation';
  end $$;
  `;
  await sql.raw(script).execute(db);
}
