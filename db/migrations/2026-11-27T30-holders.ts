import { type Kysely, sql } from "kysely";

/**
 * Rolls and holders, and what a matter says of itself instead of its kind: who may be told of it, from when it
 * counts, and until when a support can be taken back.
 *
 * Both hot tables are rewritten once, each in one ALTER TABLE: at 200,000 matters an UPDATE took three times as long
 * and left the table at twice its size. Building `support` anew beside the old one was no faster either.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- ─── rolls ────────────────────────────────────────────────────────────────────────────────────────
  create table roll (
    id         int generated always as identity primary key check (id > 0),
    space_id   int not null references space,
    code       text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    unit       text check (unit in ('building', 'branch', 'department', 'class')), -- what its entries are grouped by
    created_at timestamptz not null,
    unique (space_id, code),
    unique (space_id, id)
  );

  -- Who may take part: a household, a member, a share. It is the holder; a person acts for it.
  create table roll_entry (
    roll_id   int not null references roll,
    id        bigint generated always as identity,
    label     text not null check (char_length(label) between 1 and 100),
    unit      text check (char_length(unit) between 1 and 100),
    weight    numeric not null check (weight > 0 and weight < 1e12 and scale(weight) <= 6), -- NaN is greater than all
    person_id bigint references person,
    position  int not null,
    primary key (roll_id, id),
    unique (roll_id, label),
    unique (roll_id, position)
  );
  create index roll_entry_of_person on roll_entry (person_id, roll_id) where person_id is not null; -- the support writer

  -- the rules say what the space's proposals count: persons, or the entries of one of its rolls
  alter table rule_set add column roll_id int;
  alter table rule_set add foreign key (space_id, roll_id) references roll (space_id, id);

  -- ─── matters ──────────────────────────────────────────────────────────────────────────────────────
  alter table matter
    add column roll_id int,
    add column visibility text not null default 'public' check (visibility in ('public', 'unlisted', 'members')),
    add column opens_at timestamptz,
    add column withdrawable_until timestamptz,
    add column supports_fixed_at timestamptz;  -- who supported it by then stands in a list that was handed over
  -- Neither is given by default: whoever puts a matter before somebody says before whom.
  alter table matter alter column visibility drop default;
  alter table matter
    alter column opens_at type timestamptz using opened_at,
    alter column opens_at set not null,
    -- null: as long as it is open, whatever the date; such a matter is ended by its own procedure, not by the clock
    alter column withdrawable_until type timestamptz using case when kind <> 'drive' then closes_at end,
    -- roll_id as something that is never null, so that a foreign key can hold every support to it: 0, it counts persons
    add column counted_roll int not null generated always as (coalesce(roll_id, 0)) stored,
    add constraint matter_counts unique (id, counted_roll),
    add foreign key (space_id, roll_id) references roll (space_id, id),
    add constraint matter_opens_check check (opens_at between opened_at and closes_at),
    -- a signature is a person's
    add constraint matter_signed_check check (kind <> 'drive' or roll_id is null);
  update matter set supports_fixed_at = drive.handed_in_at, visibility = case when listed then 'public' else 'unlisted' end
    from drive where drive.matter_id = matter.id and (handed_in_at is not null or not listed);
  alter table drive drop column listed;

  -- ─── supports ─────────────────────────────────────────────────────────────────────────────────────
  -- person_id: who acted. The holder is that person where the matter counts persons, and the entry where it counts a
  -- roll: the key to the matter says which of the two it is, the check and the key to the entry hold the row to it.
  alter table signature drop constraint signature_matter_id_person_id_fkey;
  alter table support
    drop constraint support_pkey,
    drop constraint support_matter_id_fkey,
    add column counted_roll int not null default 0,
    add column roll_entry_id bigint,
    add column holder_id bigint not null generated always as (coalesce(roll_entry_id, person_id)) stored,
    add primary key (matter_id, holder_id),     -- the database refuses the second
    add constraint support_holder_check check ((counted_roll = 0) = (roll_entry_id is null)),
    add foreign key (matter_id, counted_roll) references matter (id, counted_roll),
    add foreign key (counted_roll, roll_entry_id) references roll_entry (roll_id, id);
  alter table signature
    add foreign key (matter_id, person_id) references support (matter_id, holder_id) on delete cascade; -- taken back: gone
  `;
  await sql.raw(script).execute(db);
}
