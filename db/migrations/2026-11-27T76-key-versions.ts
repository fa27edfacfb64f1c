import { type Kysely, sql } from "kysely";

/**
 * What a person counts once by is made of the letters and digits of their name from now on (version 2), so that
 * nobody counts twice by a hyphen. The keys that are there are of version 1; those of signatures and lines are made
 * anew from what is sealed (`rekeyDrive`), those of a register's extract stay, because no name of it was kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- a constant default: no table is written anew
  alter table signature        add column key_version smallint not null default 1;
  alter table paper_line       add column key_version smallint not null default 1;
  alter table register_extract add column key_version smallint not null default 1;
  -- none may be left to the default: what a row was made with must be said
  alter table signature        alter column key_version drop default;
  alter table paper_line       alter column key_version drop default;
  alter table register_extract alter column key_version drop default;

  create index signature_to_rekey on signature (matter_id, person_id) where key_version = 1;  -- what rekeyDrive has left
  create index paper_line_to_rekey on paper_line (matter_id, sheet_id, line)
    where key_version = 1 and match_hash is not null;                                         -- the same, and first
  `;
  await sql.raw(script).execute(db);
}
