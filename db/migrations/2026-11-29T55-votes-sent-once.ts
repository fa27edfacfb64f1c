import { type Kysely, sql } from "kysely";

/** What an officer of the commission sends in twice is once: a draft of a vote, and an objection that is recorded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table submission drop constraint submission_act_check,
        add constraint submission_act_check check (act in ('proposal', 'draft', 'opinion-reply', 'supplement',
          'objection', 'background', 'quick-poll', 'quick-message', 'poll-correction', 'vote-draft', 'vote-objection'))`,
    )
    .execute(db);
}
