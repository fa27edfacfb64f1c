import { type Kysely, sql } from "kysely";

/**
 * Questions and comments below a proposal while it gathers, each with at most one answer of its author; and reports of
 * them, and of a forum's background. The version before knows none of it, and reports nothing else than before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table proposal_comment (
    id            bigint generated always as identity primary key,
    matter_id     bigint not null references matter,
    person_id     bigint not null references person,
    -- what the proposal's author answers with it; null: it is no answer
    answers       bigint references proposal_comment,
    -- goes when its writer takes it back, or leaves
    body          text not null check (length(body) <= 4000),
    created_at    timestamptz not null,
    withdrawn_at  timestamptz,
    hidden_at     timestamptz,
    hidden_reason text check (hidden_reason in ('insult', 'personal-data', 'spam', 'illegal', 'off-topic')),
    constraint proposal_comment_withdrawn check ((withdrawn_at is not null) = (body = '')),
    constraint proposal_comment_hidden check ((hidden_at is null) = (hidden_reason is null))
  );
  -- serves the list, newest first
  create index proposal_comment_newest on proposal_comment (matter_id, id desc) where answers is null;
  -- one answer that stands; finds it
  create unique index proposal_comment_answer on proposal_comment (answers) where answers is not null and withdrawn_at is null;
  -- what is sent twice is one
  create unique index proposal_comment_once on proposal_comment (matter_id, person_id, md5(body))
    where answers is null and withdrawn_at is null;
  -- serves a person's own data and their leaving
  create index proposal_comment_of_person on proposal_comment (person_id, id);

  -- so that an item can be reported by a number of its own
  alter table background add column id bigint generated always as identity;
  alter table background add constraint background_id unique (id);

  alter table moderated
    add column comment_id bigint references proposal_comment,
    add column background_id bigint references background (id),
    drop constraint moderated_one,
    add constraint moderated_one check (num_nonnulls(matter_id, opinion_id, reply_id, statement_id, quick_poll_id,
      message_id, comment_id, background_id) = 1);
  -- each finds a thing by its row, and keeps it one
  create unique index moderated_comment on moderated (comment_id) where comment_id is not null;
  create unique index moderated_background on moderated (background_id) where background_id is not null;
  `;
  await sql.raw(script).execute(db);
}
