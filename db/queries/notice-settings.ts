import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { NoticeSort } from "../tables/notice.ts";
import type { NewRow } from "../tables/tables.ts";

export function listSettings(db: Queryable, personId: number) {
  return db
    .selectFrom("notice_setting")
    .select(["sort", "told", "mail", "push"])
    .where("person_id", "=", personId)
    .execute();
}

export async function saveSettings(
  tx: Tx,
  personId: number,
  settings: Omit<NewRow<"notice_setting">, "person_id">[],
): Promise<void> {
  await tx
    .insertInto("notice_setting")
    .values(settings.map((setting) => ({ ...setting, person_id: personId })))
    .onConflict((conflict) =>
      conflict.columns(["person_id", "sort"]).doUpdateSet((eb) => ({
        told: eb.ref("excluded.told"),
        mail: eb.ref("excluded.mail"),
        push: eb.ref("excluded.push"),
      })),
    )
    .execute();
}

/** Of these, who gets no letter of a sort at once, because they chose so or get them gathered. */
export async function listNotAtOnce(
  tx: Tx,
  personIds: readonly number[],
  sort: NoticeSort,
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select person.id from person
    left join notice_setting chosen on chosen.person_id = person.id and chosen.sort = ${sort}
    where person.id = any(${[...personIds]}::bigint[])
      and (person.mail_rhythm <> 'at-once' or not chosen.told or not chosen.mail)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
