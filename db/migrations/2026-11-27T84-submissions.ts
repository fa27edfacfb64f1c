import { type Kysely, sql } from "kysely";

/** What somebody sent in lately, so that the same once more is answered as the first was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table submission (
    act text not null
      check (act in ('proposal', 'draft', 'opinion-reply', 'supplement', 'objection', 'background')),
    -- the id of what it is about: a row's, or a draft's
    about text not null,
    person_id bigint not null references person on delete cascade,
    -- SHA-256 of the text
    fingerprint bytea not null check (length(fingerprint) = 32),
    -- what came of it; null only inside the transaction that makes it
    result_id bigint,
    -- until then the same is the same
    until timestamptz not null,
    -- serves claimSubmission, where the second of two waits for the first, and forgetSubmissions
    primary key (act, about, person_id, fingerprint)
  );
  -- serves deleteSubmissionsBefore
  create index submission_until on submission (until);
  `;
  await sql.raw(script).execute(db);
}
