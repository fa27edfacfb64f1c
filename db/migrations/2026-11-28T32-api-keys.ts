import { type Kysely, sql } from "kysely";

/** Keys by which other services read the API, each somebody's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table api_key (
    id         bigint generated always as identity primary key,
    space_id   int not null references space,
    person_id  bigint not null references person,
    name       text not null check (length(name) between 1 and 60),
    hint       text not null,          -- how its text begins, for telling keys apart
    -- SHA-256 of its text, which nobody keeps; serves findApiKey
    key_hash   bytea not null unique check (octet_length(key_hash) = 32),
    scopes     text[] not null check (cardinality(scopes) > 0 and scopes <@ array['matters', 'search', 'ledger']),
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    used_on    date                    -- in Seoul; null: never
  );
  -- serves listApiKeysOf, and the count of those that hold before another is made
  create index api_key_of_person on api_key (person_id, space_id);
  -- serves listApiKeys of a space, newest first
  create index api_key_of_space on api_key (space_id, id desc);
  -- serves removeEndedKeys
  create index api_key_end on api_key (least(expires_at, revoked_at));
  `;
  await sql.raw(script).execute(db);
}
