import { type Kysely, sql } from "kysely";

/** Short statements on a matter, who agrees with them, and the map that is made of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  create table statement (
    id bigint generated always as identity primary key,
    matter_id bigint not null references matter,
    person_id bigint not null references person,
    -- never changed
    body text not null check (body <> ''),
    created_at timestamptz not null,
    -- null: it stands
    hidden_at timestamptz,
    hidden_reason text check (hidden_reason in ('personal-data', 'insult', 'off-topic', 'several', 'advertising')),
    constraint statement_hidden check ((hidden_at is null) = (hidden_reason is null)),
    -- serves all lists of a matter, and refuses the same word for word
    constraint statement_once unique (matter_id, body)
  );
  -- serves the bound on a person's statements, and their own download
  create index statement_of_person on statement (person_id, matter_id);

  create function refuse_change_but_hiding() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and old.hidden_at is null and new.hidden_at is not null
      and to_jsonb(new) - 'hidden_at' - 'hidden_reason' = to_jsonb(old) - 'hidden_at' - 'hidden_reason'
    then return new; end if;
    raise exception '% is of the record', tg_table_name using errcode = 'restrict_violation';
  end $$;
  create trigger statement_frozen before update or delete on statement
    for each row execute function refuse_change_but_hiding();

  create table statement_vote (
    statement_id bigint not null references statement,
    person_id bigint not null references person,
    vote text not null check (vote in ('agree', 'disagree', 'pass')),
    -- one a person, the last; serves the map, which reads a matter's statements
    primary key (statement_id, person_id)
  );
  -- serves what somebody has voted on, their own download, and leaving
  create index statement_vote_of_person on statement_vote (person_id, statement_id);

  -- whose votes have changed since the map was made; gone with its making
  create table opinion_map_waiting (
    matter_id bigint not null references matter,
    person_id bigint not null references person,
    -- grows with each vote: what comes while a map is being made waits for the next
    changes int not null,
    -- serves the making, a matter at a time
    primary key (matter_id, person_id)
  );
  -- serves leaving
  create index opinion_map_waiting_of_person on opinion_map_waiting (person_id);

  create table opinion_map (
    matter_id bigint primary key references matter,
    -- grows with each making: who began with an older one is too late
    version int not null,
    made_at timestamptz not null,
    result jsonb not null
  );
  `;
  await sql.raw(script).execute(db);
}
