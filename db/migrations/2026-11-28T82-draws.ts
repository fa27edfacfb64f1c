import { type Kysely, sql } from "kysely";

/**
 * The draw of gifts among those who took part in a poll: who would rather not, the numbers of the others as they were
 * fixed at the close, and what came out. Numbers are those of receipts; nothing here says whose they are, and of what
 * was chosen there is nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const script = `
  -- until the close; then those that are left say nothing more and go
  create table poll_draw_decline (
    matter_id bigint not null references poll,
    person_id bigint not null references person,
    primary key (matter_id, person_id)
  );
  -- serves leaving, and a person's own download
  create index poll_draw_decline_of_person on poll_draw_decline (person_id);

  -- what was fixed at the close
  create table poll_draw (
    matter_id bigint primary key references poll,
    numbers   int not null check (numbers >= 0),
    winners   int not null check (winners between 0 and numbers)
  );
  -- in the order of the numbers themselves, which follows from nothing
  create table poll_draw_number (
    matter_id bigint not null references poll_draw,
    number    text not null,
    primary key (matter_id, number)
  );
  -- what came out: by the root of the signed head of so many lines; the first of the winners first
  create table poll_drawn (
    matter_id bigint primary key references poll_draw,
    size      bigint not null check (size > 0),
    root      bytea not null check (octet_length(root) = 32),
    winners   text[] not null,
    at        timestamptz not null
  );
  create trigger poll_draw_append_only before update or delete on poll_draw
    for each row execute function refuse_change();
  create trigger poll_draw_number_append_only before update or delete on poll_draw_number
    for each row execute function refuse_change();
  create trigger poll_drawn_append_only before update or delete on poll_drawn
    for each row execute function refuse_change();
  `;
  await sql.raw(script).execute(db);
}
