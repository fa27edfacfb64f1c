import { sql } from "kysely";
import type { Queryable, Tx } from "../client.ts";
import type { Language } from "../tables/language.ts";
import type { MatterKind, MatterState } from "../tables/matter.ts";
import type { NewRow } from "../tables/tables.ts";

export async function insertMatter(tx: Tx, matter: NewRow<"matter">): Promise<number> {
  const { id } = await tx.insertInto("matter").values(matter).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function copyTranslations(tx: Tx, from: number, to: number): Promise<void> {
  await tx
    .insertInto("matter_translation")
    .columns(["matter_id", "language", "title", "summary"])
    .expression((eb) =>
      eb
        .selectFrom("matter_translation")
        .select([eb.val(to).as("matter_id"), "language", "title", "summary"])
        .where("matter_id", "=", from),
    )
    .execute();
}

export async function insertTranslations(tx: Tx, rows: NewRow<"matter_translation">[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto("matter_translation").values(rows).execute();
}

/** What a list shows of a matter, in the reader's language where there is a translation. */
const listed = (db: Queryable, language: Language) =>
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
      "matter.opened_at",
      "matter.closes_at",
      "matter.support_count",
      "matter.next_threshold",
      "matter.remaining",
      "matter.imported_count",
      "matter.source",
      "matter.rule_set_id",
    ]);

export type ListedMatter = Awaited<ReturnType<typeof listProposals>>[number];

export const PROPOSAL_ORDERS = ["newest", "agreed", "closest", "closing"] as const;
export type ProposalOrder = (typeof PROPOSAL_ORDERS)[number];
export const PROPOSAL_STAGES = ["gathering", "awaiting", "answered", "forum"] as const;
type ProposalStageFilter = (typeof PROPOSAL_STAGES)[number];

export interface ProposalFilter {
  spaceId: number;
  category?: string;
  district?: string;
  state?: MatterState;
  stage?: ProposalStageFilter;
  source?: string;
  order: ProposalOrder;
  /** The last row of the page before: its value in the order (ISO date or number; for "agreed" two) and id. */
  after?: { values: (string | number)[]; id: number };
  now: Date;
}

/**
 * The browse page. Each order has its index (matter_newest, matter_agreed, matter_closest, matter_closing;
 * with a category or district in the newest order matter_category, matter_district); keyset pages, never OFFSET.
 */
export function listProposals(db: Queryable, filter: ProposalFilter, language: Language, limit: number) {
  const { now, after, order } = filter;
  let query = listed(db, language)
    .where("matter.space_id", "=", filter.spaceId)
    .where("matter.kind", "=", "proposal")
    .where("matter.visibility", "=", "public")
    .limit(limit);
  if (filter.category !== undefined) query = query.where("matter.category", "=", filter.category);
  if (filter.district !== undefined) query = query.where("matter.district", "=", filter.district);
  if (filter.source !== undefined) query = query.where("matter.source", "=", filter.source);
  if (filter.state === "open") {
    query = query.where("matter.state", "=", "open").where("matter.closes_at", ">=", now);
  } else if (filter.state === "closed") {
    // "open" with its date behind it is closed already; the job that says so runs once a minute
    query = query.where((eb) =>
      eb.or([
        eb("matter.state", "=", "closed"),
        eb.and([eb("matter.state", "=", "open"), eb("matter.closes_at", "<", now)]),
      ]),
    );
  } else if (filter.state !== undefined) {
    query = query.where("matter.state", "=", filter.state);
  }
  if (filter.stage === "gathering") {
    query = query
      .where("matter.state", "=", "open")
      .where((eb) =>
        eb.not(
          eb.exists(eb.selectFrom("duty").select("duty.id").whereRef("duty.matter_id", "=", "matter.id")),
        ),
      );
  } else if (filter.stage === "awaiting" || filter.stage === "answered") {
    const met = filter.stage === "answered" ? "is not" : "is";
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom("duty")
          .select("duty.id")
          .whereRef("duty.matter_id", "=", "matter.id")
          .where("duty.met_at", met, null),
      ),
    );
  } else if (filter.stage === "forum") {
    query = query.where((eb) =>
      eb.exists(
        eb.selectFrom("forum").select("forum.matter_id").whereRef("forum.proposal_id", "=", "matter.id"),
      ),
    );
  }

  switch (order) {
    case "newest":
      query = query.orderBy("matter.opened_at", "desc").orderBy("matter.id", "desc");
      if (after)
        query = query.where(
          sql<boolean>`(matter.opened_at, matter.id) < (${after.values[0]}::timestamptz, ${after.id}::bigint)`,
        );
      break;
    case "agreed":
      query = query
        .orderBy("matter.support_count", "desc")
        .orderBy(sql`coalesce(matter.imported_count, 0)`, "desc")
        .orderBy("matter.id", "desc");
      if (after) {
        query = query.where(
          sql<boolean>`(matter.support_count, coalesce(matter.imported_count, 0), matter.id)
            < (${after.values[0]}::int, ${after.values[1]}::int, ${after.id}::bigint)`,
        );
      }
      break;
    case "closest":
      query = query
        .where("matter.state", "=", "open")
        .where("matter.closes_at", ">=", now)
        .where("matter.next_threshold", "is not", null)
        .orderBy("matter.remaining")
        .orderBy("matter.id");
      if (after)
        query = query.where(
          sql<boolean>`(matter.remaining, matter.id) > (${after.values[0]}::int, ${after.id}::bigint)`,
        );
      break;
    case "closing":
      query = query
        .where("matter.state", "=", "open")
        .where("matter.closes_at", ">=", now)
        .orderBy("matter.closes_at")
        .orderBy("matter.id");
      if (after)
        query = query.where(
          sql<boolean>`(matter.closes_at, matter.id) > (${after.values[0]}::timestamptz, ${after.id}::bigint)`,
        );
      break;
  }
  return query.execute();
}

/** Open proposals with the most net supports since `day` (YYYY-MM-DD), from support_day_recent. */
export function listHotProposals(
  db: Queryable,
  spaceId: number,
  since: { day: string; now: Date },
  language: Language,
  limit: number,
) {
  return listed(db, language)
    .innerJoin(
      (eb) =>
        eb
          .selectFrom("support_day")
          // Of this space alone: what others were supported is not summed up first.
          .innerJoin("matter as own", "own.id", "support_day.matter_id")
          .select((e) => ["support_day.matter_id", e.fn.sum<number>("net").as("week")])
          .where("own.space_id", "=", spaceId)
          .where("own.kind", "=", "proposal")
          .where("own.visibility", "=", "public")
          .where("own.state", "=", "open")
          .where("day", ">=", since.day)
          .groupBy("support_day.matter_id")
          .as("recent"),
      (join) => join.onRef("recent.matter_id", "=", "matter.id"),
    )
    .select("recent.week")
    .where("matter.closes_at", ">=", since.now)
    .where("recent.week", ">", 0)
    .orderBy("recent.week", "desc")
    .orderBy("matter.id", "desc")
    .limit(limit)
    .execute();
}

/** Those of these that are the space's, in no order. */
export function listProposalsByIds(db: Queryable, spaceId: number, ids: number[], language: Language) {
  return listed(db, language).where("matter.id", "in", ids).where("matter.space_id", "=", spaceId).execute();
}

/** What a person wrote in a space, newest first (matter_author). */
export function listProposalsOf(
  db: Queryable,
  spaceId: number,
  personId: number,
  language: Language,
  limit: number,
) {
  return listed(db, language)
    .where("matter.author_id", "=", personId)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", "proposal")
    .orderBy("matter.opened_at", "desc")
    .limit(limit)
    .execute();
}

/**
 * What a person stands behind in a space, themselves or for entries of a roll, once each, latest first
 * (support_of_person).
 */
export function listSupportedBy(
  db: Queryable,
  spaceId: number,
  personId: number,
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
    .orderBy("theirs.at", "desc")
    .limit(limit)
    .execute();
}

/** One matter whole; undefined when the space has none of that id and kind. */
export function findMatter(db: Queryable, spaceId: number, id: number, kind: MatterKind) {
  return db
    .selectFrom("matter")
    .leftJoin("person", "person.id", "matter.author_id")
    .selectAll("matter")
    .select("person.public_name as author_name")
    .where("matter.id", "=", id)
    .where("matter.space_id", "=", spaceId)
    .where("matter.kind", "=", kind)
    .executeTakeFirst();
}

/** Whether a matter is the space's, of whatever kind. */
export async function isOfSpace(db: Queryable, spaceId: number, id: number): Promise<boolean> {
  const found = await db
    .selectFrom("matter")
    .select("id")
    .where("id", "=", id)
    .where("space_id", "=", spaceId)
    .executeTakeFirst();
  return found !== undefined;
}

export function listTranslations(db: Queryable, matterId: number) {
  return db
    .selectFrom("matter_translation")
    .select(["language", "title", "summary"])
    .where("matter_id", "=", matterId)
    .execute();
}

/** Changes the text while it may be changed: open, by its author, nobody else behind it yet. One statement. */
export function updateText(
  tx: Tx,
  spaceId: number,
  matterId: number,
  authorId: number,
  text: { title: string; body: string; category: string; district: string | null },
  now: Date,
) {
  return tx
    .updateTable("matter")
    .set({ ...text, updated_at: now })
    .where("id", "=", matterId)
    .where("space_id", "=", spaceId)
    .where("kind", "=", "proposal")
    .where("author_id", "=", authorId)
    .where("state", "=", "open")
    .where("closes_at", ">=", now)
    .where("text_fixed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
}

export async function deleteTranslations(tx: Tx, matterId: number): Promise<void> {
  await tx.deleteFrom("matter_translation").where("matter_id", "=", matterId).execute();
}

/** open → withdrawn, by its author. Undefined: it was not open any more, or not theirs. */
export function withdrawMatter(tx: Tx, spaceId: number, matterId: number, authorId: number, now: Date) {
  return tx
    .updateTable("matter")
    .set({ state: "withdrawn", ended_at: now, updated_at: now })
    .where("id", "=", matterId)
    .where("space_id", "=", spaceId)
    .where("kind", "=", "proposal")
    .where("author_id", "=", authorId)
    .where("state", "=", "open")
    .where("closes_at", ">=", now)
    .returning("id")
    .executeTakeFirst();
}

/**
 * open → closed for up to `limit` matters of a space whose dates have passed (matter_closing): nothing more counts, and nothing
 * can be taken back. One in which it can as long as it is open is ended by its own procedure.
 */
export function closeMatters(tx: Tx, spaceId: number, now: Date, limit: number) {
  return tx
    .updateTable("matter")
    .set((eb) => ({
      state: "closed",
      ended_at: eb.fn<Date>("greatest", ["closes_at", "withdrawable_until"]),
    }))
    .where("id", "in", (eb) =>
      eb
        .selectFrom("matter")
        .select("id")
        .where("space_id", "=", spaceId)
        .where("state", "=", "open")
        .where("closes_at", "<", now)
        .where("withdrawable_until", "<", now)
        .orderBy("id")
        .limit(limit)
        .forUpdate(),
    )
    .returning(["id", "kind", "closes_at"])
    .execute();
}

/** Locks a proposal for its author while it is open; undefined: it is not, or not theirs. */
export function lockOwnProposal(tx: Tx, spaceId: number, matterId: number, authorId: number, now: Date) {
  return tx
    .selectFrom("matter")
    .select("id")
    .where("id", "=", matterId)
    .where("space_id", "=", spaceId)
    .where("kind", "=", "proposal")
    .where("author_id", "=", authorId)
    .where("state", "=", "open")
    .where("closes_at", ">=", now)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Adds a dated supplement after the last; the check on `position` refuses the twenty-first. Call it under
 * `lockOwnProposal`, a statement before: in one statement the last place would be read before the lock is had.
 */
export async function insertSupplement(tx: Tx, matterId: number, body: string, now: Date): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    insert into supplement (matter_id, position, body, created_at)
    select ${matterId}, coalesce(max(position), 0) + 1, ${body}, ${now} from supplement where matter_id = ${matterId}
    returning position`.execute(tx);
  return rows[0]?.position ?? 0;
}

export function listSupplements(db: Queryable, matterId: number) {
  return db
    .selectFrom("supplement")
    .select(["position", "body", "created_at"])
    .where("matter_id", "=", matterId)
    .orderBy("position")
    .execute();
}

/** Net supports a day, oldest first. */
export function listSupportDays(db: Queryable, matterId: number) {
  return db
    .selectFrom("support_day")
    .select(["day", "net"])
    .where("matter_id", "=", matterId)
    .orderBy("day")
    .execute();
}

/**
 * The names of a space's imported sources. A loose index scan over the unique key (space, source, source_id): one step
 * a source, where `select distinct` would read every imported row (1.4 s at 640,000 of them).
 */
export async function listSources(db: Queryable, spaceId: number): Promise<string[]> {
  const { rows } = await sql<{ source: string }>`
    with recursive names as (
      (select source from matter where space_id = ${spaceId} and source is not null order by source limit 1)
      union all
      select (select source from matter where space_id = ${spaceId} and source > names.source order by source limit 1)
      from names where names.source is not null
    )
    select source from names where source is not null`.execute(db);
  return rows.map(({ source }) => source);
}

/** Addresses for the sitemap, by id. */
export function listPublicMatters(db: Queryable, spaceId: number, limit: number) {
  return db
    .selectFrom("matter")
    .select(["id", "kind", "updated_at"])
    .where("space_id", "=", spaceId)
    .where("state", "<>", "withdrawn")
    .where("visibility", "=", "public")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}
