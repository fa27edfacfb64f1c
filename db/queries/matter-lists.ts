import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind } from "../tables/matter.ts";

/** What a list shows of a matter, in the reader's language where there is a translation. */
export const listed = (db: Queryable, language: Language) =>
  db
    .selectFrom("matter")
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select((eb) => [
      "matter.id",
      "matter.kind",
      "matter.state",
      eb.fn.coalesce("translation.title", "matter.title").as("title"),
      "translation.summary",
      sql<string>`left(matter.body, 400)`.as("excerpt"),
      "matter.category",
      "matter.district",
      "matter.lon",
      "matter.lat",
      "matter.opened_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.week_count",
      "matter.next_threshold",
      "matter.remaining",
      "matter.imported_count",
      "matter.source",
      "matter.rule_set_id",
    ]);

export type ListedMatter = Awaited<ReturnType<typeof listMattersByIds>>[number];

/** Those of these that are the space's, in no order. */
export function listMattersByIds(db: Queryable, spaceId: number, ids: number[], language: Language) {
  return listed(db, language).where("matter.id", "in", ids).where("matter.space_id", "=", spaceId).execute();
}

/** Which of these are the space's and before everybody, in no order. */
export async function listPublicIds(db: Queryable, spaceId: number, ids: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom("matter")
    .select("id")
    .where("id", "in", ids)
    .where("space_id", "=", spaceId)
    .where("visibility", "=", "public")
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * What a person stands behind in a space of one kind, themselves or for entries of a roll, once each, latest first
 * (support_of_person).
 */
export function listSupportedBy(
  db: Queryable,
  spaceId: number,
  personId: number,
  kind: MatterKind,
  language: Language,
  limit: number,
) {
  return listed(db, language)
    .innerJoin(
      (eb) =>
        eb
          .selectFrom("support")
          .select((of) => ["matter_id", of.fn.max("created_at").as("at")])
          .where("person_id", "=", personId)
          .groupBy("matter_id")
          .as("theirs"),
      (join) => join.onRef("theirs.matter_id", "=", "matter.id"),
    )
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", kind)
    .orderBy("theirs.at", "desc")
    .limit(limit)
    .execute();
}
