import { type Kysely, sql } from "kysely";

/**
 * More kinds of spaces; offices, categories and posts that hold together within one space; posts that a space gives
 * itself beside those that the identity provider says. What was there before belongs where it did: a post to the
 * space of its office, or to the first space, which was the only one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  alter table space drop constraint space_kind_check;
  alter table space add constraint space_kind_check check (
    kind in ('city', 'council', 'apartment', 'union', 'company', 'party', 'association', 'school')
  );

  -- ─── offices ──────────────────────────────────────────────────────────────────────────────────────
  -- 'head': who leads a space, whatever it is called there (chairperson, president); a city's is its 'mayor'
  alter table office drop constraint office_kind_check;
  alter table office add constraint office_kind_check check (
    kind in ('department', 'council', 'mayor', 'head', 'moderation', 'administration')
  );
  -- one head a space, or none: a duty of the head has one place to go
  drop index office_one_mayor;
  create unique index office_one_head on office (space_id) where kind in ('mayor', 'head');
  -- what the keys below point at: no category and no post reaches into another space
  alter table office add constraint office_of_space unique (space_id, id);

  -- null: no office of its own; what a department owes then falls to the administration, else to the head
  alter table category alter column office_id drop not null;
  alter table category drop constraint category_office_id_fkey;
  alter table category add foreign key (space_id, office_id) references office (space_id, id);

  -- ─── posts ────────────────────────────────────────────────────────────────────────────────────────
  -- source: 'provider' is what the identity provider's claim says, taken anew at every sign-in; 'space' was given
  -- within the space, and only there it ends. given_by null: by the claim, or by who runs the machine.
  alter table post add column id bigint generated always as identity primary key;
  alter table post add column space_id int references space;
  alter table post add column source text not null default 'provider' check (source in ('provider', 'space'));
  alter table post add column given_by bigint references person;
  alter table post add column given_at timestamptz not null default now();
  alter table post add column ends_at timestamptz;
  update post set space_id = coalesce(
    (select office.space_id from office where office.id = post.office_id),
    (select min(space.id) from space)
  );
  alter table post alter column space_id set not null;
  alter table post alter column source drop default;
  alter table post alter column given_at drop default;
  alter table post drop constraint post_person_id_role_office_id_key;
  alter table post drop constraint post_role_check;
  alter table post drop constraint post_check;
  alter table post drop constraint post_office_id_fkey;
  alter table post add constraint post_role_check
    check (role in ('officer', 'moderator', 'clerk', 'mayor', 'head', 'admin'));
  alter table post add constraint post_office_check
    check ((role in ('officer', 'mayor', 'head')) = (office_id is not null));
  alter table post add constraint post_given_check
    check (source = 'space' or (given_by is null and ends_at is null));
  alter table post add constraint post_period_check check (ends_at >= given_at);
  alter table post add foreign key (space_id, office_id) references office (space_id, id);
  -- a post without an end is held once
  create unique index post_standing on post (person_id, space_id, role, office_id, source)
    nulls not distinct where ends_at is null;
  create index post_of_person on post (person_id);        -- who somebody is
  create index post_of_space on post (space_id, role);    -- a space's list, and whether it has an administrator
  `;
  await sql.raw(script).execute(db);
}
