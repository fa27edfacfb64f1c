import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import type { Language } from "../tables/language.ts";

export const DRIVE_ORDERS = ["newest", "trending", "closing", "closest", "signed"] as const;
export type DriveOrder = (typeof DRIVE_ORDERS)[number];

export interface DriveFilter {
  spaceId: number;
  /** A statute's code. */
  kind?: string;
  states?: readonly DriveState[];
  category?: string;
  order: DriveOrder;
  /** Of titles and summaries. */
  language: Language;
  /** Where the page before ended: the values of its order, and the id. */
  after?: { values: (string | number)[]; id: number };
  now: Date;
}

/** How much of its number a drive has, in millionths: whole numbers, so that a page can go on from one. */
const reachedPart = sql<number>`least(matter.support_count::bigint * 1000000 / drive.required, 2000000000)::int`;

/** In the reader's language where there is a translation. */
function cards(db: Queryable, language: Language) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .innerJoin("statute", "statute.id", "drive.statute_id")
    .leftJoin("matter_translation as translation", (join) =>
      join.onRef("translation.matter_id", "=", "matter.id").on("translation.language", "=", language),
    )
    .select([
      "matter.id",
      "matter.category",
      "matter.support_count",
      "matter.next_threshold",
      "matter.closes_at",
      "matter.opened_at",
      "matter.week_count",
      "drive.state",
      "drive.request",
      "drive.required",
      "matter.visibility",
      "drive.certified_at",
      "drive.collect_until",
      "drive.shortfall_until",
      "drive.handed_in_at",
      "drive.accepted_at",
      "drive.decided_at",
      "statute.code as statute_code",
    ])
    .select(({ fn, ref }) => [
      fn.coalesce("translation.title", "matter.title").as("title"),
      sql<string>`coalesce(${ref("translation.summary")}, drive.draft ->> 'summary')`.as("summary"),
      sql<Record<"ko" | "en" | "ja", string>>`${ref("statute.definition")} -> 'name'`.as("statute_name"),
      reachedPart.as("reached_part"),
    ]);
}

export type DriveCardRow = Awaited<ReturnType<typeof listDrives>>[number];

/** A page of the public list, from `filter.after` on. `trending`, `closing` and `closest` are of drives that collect. */
export function listDrives(db: Queryable, filter: DriveFilter, limit: number) {
  const { spaceId, kind, states, category, order, language, after, now } = filter;
  const collecting = order === "trending" || order === "closing" || order === "closest";
  const [value, second] = after?.values ?? [];
  const id = after?.id ?? 0;
  return cards(db, language)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "drive") // so that the space's drives are looked up, and not everybody's (matter_newest)
    .where("matter.visibility", "=", "public")
    .$if(kind !== undefined, (query) => query.where("statute.code", "=", kind ?? ""))
    .$if(category !== undefined, (query) => query.where("matter.category", "=", category ?? ""))
    .$if(states !== undefined, (query) => query.where("drive.state", "in", [...(states ?? [])]))
    .$if(collecting, (query) =>
      query.where("drive.state", "in", ["collecting", "shortfall"]).where("matter.closes_at", ">=", now),
    )
    .$if(order === "newest", (query) =>
      query
        .$if(after !== undefined, (page) =>
          page.where(sql<boolean>`(drive.certified_at, matter.id) < (${String(value)}::timestamptz, ${id})`),
        )
        .orderBy("drive.certified_at", "desc")
        .orderBy("matter.id", "desc"),
    )
    .$if(order === "trending", (query) =>
      query
        .$if(after !== undefined, (page) =>
          page.where(
            sql<boolean>`(matter.week_count, matter.opened_at, matter.id)
              < (${Number(value)}, ${String(second)}::timestamptz, ${id})`,
          ),
        )
        .orderBy("matter.week_count", "desc")
        .orderBy("matter.opened_at", "desc")
        .orderBy("matter.id", "desc"),
    )
    .$if(order === "closing", (query) =>
      query
        .$if(after !== undefined, (page) =>
          page.where(sql<boolean>`(matter.closes_at, matter.id) > (${String(value)}::timestamptz, ${id})`),
        )
        .orderBy("matter.closes_at")
        .orderBy("matter.id"),
    )
    .$if(order === "closest", (query) =>
      query
        .$if(after !== undefined, (page) =>
          page.where(sql<boolean>`(${reachedPart}, matter.id) < (${Number(value)}, ${id})`),
        )
        .orderBy(reachedPart, "desc")
        .orderBy("matter.id", "desc"),
    )
    .$if(order === "signed", (query) =>
      query
        .$if(after !== undefined, (page) =>
          page.where(sql<boolean>`(matter.support_count, matter.id) < (${Number(value)}, ${id})`),
        )
        .orderBy("matter.support_count", "desc")
        .orderBy("matter.id", "desc"),
    )
    .limit(limit)
    .execute();
}

/**
 * A space's public drives by what their list narrows by: each is a procedure of the law, of which a city has hundreds
 * (matter_newest).
 */
export function countDrives(db: Queryable, spaceId: number) {
  return db
    .selectFrom("drive")
    .innerJoin("matter", "matter.id", "drive.matter_id")
    .innerJoin("statute", "statute.id", "drive.statute_id")
    .select(({ fn }) => [
      "statute.code as kind",
      "matter.category",
      "drive.state",
      fn.countAll<number>().as("drives"),
    ])
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "drive")
    .where("matter.visibility", "=", "public")
    .groupBy(["statute.code", "matter.category", "drive.state"])
    .execute();
}

/** These drives of a space as far as they are before everybody, in no order. */
export function listListedDrives(db: Queryable, spaceId: number, ids: number[], language: Language) {
  return cards(db, language)
    .where("matter.id", "in", ids)
    .where("matter.space_id", "=", spaceId)
    .where("matter.visibility", "=", "public")
    .execute();
}

/** Drives of a space that somebody signed, latest first, listed or not. */
export function listDrivesSignedBy(
  db: Queryable,
  spaceId: number,
  personId: number,
  language: Language,
  limit: number,
) {
  return cards(db, language)
    .innerJoin("support", "support.matter_id", "drive.matter_id")
    .select("support.created_at as signed_at")
    .where("support.person_id", "=", personId)
    .where("matter.space_id", "=", spaceId)
    .orderBy("support.created_at", "desc")
    .orderBy("matter.id", "desc")
    .limit(limit)
    .execute();
}

/** What somebody is to a drive: its representative, a helper, or nothing. */
export async function findDriveRole(db: Queryable, matterId: number, personId: number) {
  const found = await db
    .selectFrom("drive")
    .leftJoin("drive_helper", (join) =>
      join
        .onRef("drive_helper.application_id", "=", "drive.application_id")
        .on("drive_helper.person_id", "=", personId),
    )
    .select(["drive.representative_id", "drive_helper.role"])
    .where("drive.matter_id", "=", matterId)
    .executeTakeFirst();
  if (!found) return null;
  return found.representative_id === personId ? ("representative" as const) : found.role;
}

/** The public names of the representative and the co-representatives, the representative first. */
export async function listRepresentatives(db: Queryable, matterId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select person.public_name as name
    from (
      select representative_id as person_id, 0 as rank, certified_at as since from drive where matter_id = ${matterId}
      union all
      select helper.person_id, 1, helper.joined_at from drive_helper helper
        join drive using (application_id)
        where matter_id = ${matterId} and role = 'co-representative'
    ) who join person on person.id = who.person_id
    order by rank, since, person.id`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * The timeline of a drive, oldest first. Batches of signatures are recorded every hour while people sign: of those
 * only the last, and without lines of these kinds.
 */
export function listDriveEvents(db: Queryable, matterId: number, without: readonly string[]) {
  return db
    .selectFrom("event")
    .select(["seq", "kind", "at", "data"])
    .where("matter_id", "=", matterId)
    .where("kind", "not in", without)
    .where((eb) =>
      eb.or([
        eb("kind", "<>", "signatures-recorded"),
        eb(
          "seq",
          "=",
          eb
            .selectFrom("event as batch")
            .select((of) => of.fn.max("batch.seq").as("seq"))
            .where("batch.matter_id", "=", matterId)
            .where("batch.kind", "=", "signatures-recorded"),
        ),
      ]),
    )
    .orderBy("seq")
    .execute();
}
