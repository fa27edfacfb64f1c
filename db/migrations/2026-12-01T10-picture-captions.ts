import { type Kysely, sql } from "kysely";

/**
 * A picture has a line under it that everybody reads. While it is a draft's, what it shows may still be unsaid: it is taken
 * up as it is chosen. Two pictures change places in one statement, so the places are compared at its end; the index is also
 * what a draft's pictures are found by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table picture
        add column caption text not null default '',
        add constraint picture_said check (length(alt) <= 200 and length(caption) <= 200),
        add constraint picture_alt_when_public check (draft_id is not null or alt <> '');
      drop index picture_of_draft;
      alter table picture add constraint picture_of_draft unique (draft_id, position) deferrable initially immediate`,
    )
    .execute(db);
}
