import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { JourneyStep } from "../tables/journey.ts";
import type { Language } from "../tables/language.ts";
import type { MatterState } from "../tables/matter.ts";
import { cameTo } from "./journeys.ts";
import { listed } from "./matter-lists.ts";

export const PROPOSAL_ORDERS = ["newest", "trending", "agreed", "closest", "closing"] as const;
export type ProposalOrder = (typeof PROPOSAL_ORDERS)[number];
/** Orders that mean something only while a proposal collects: of them nothing else is listed. */
export const OPEN_ORDERS: ReadonlySet<ProposalOrder> = new Set<ProposalOrder>([
  "trending",
  "closest",
  "closing",
]);
export const PROPOSAL_STAGES = ["gathering", "awaiting", "answered", "forum"] as const;
type ProposalStageFilter = (typeof PROPOSAL_STAGES)[number];

export interface ProposalFilter {
  spaceId: number;
  category?: string;
  district?: string;
  state?: MatterState;
  stage?: ProposalStageFilter;
  source?: string;
  /** None that was brought over from elsewhere. */
  own?: boolean;
  /** Published from then on. */
  since?: Date;
  step?: JourneyStep;
  /** None that its author took back. */
  withoutWithdrawn?: boolean;
  /** Only those that gained within the week. */
  rising?: boolean;
  order: ProposalOrder;
  /** The last row of the page before: its value in the order (ISO date or number; for "agreed" two) and id. */
  after?: { values: (string | number)[]; id: number };
  now: Date;
}

/** The proposals of a space that a filter leaves, in no order. */
function narrowed(db: Queryable, filter: Omit<ProposalFilter, "after">, language: Language) {
  const { now } = filter;
  let query = listed(db, language)
    .where("matter.space_id", "=", filter.spaceId)
    .where("matter.kind", "=", "proposal")
    .where("matter.visibility", "=", "public");
  if (filter.category !== undefined) query = query.where("matter.category", "=", filter.category);
  if (filter.district !== undefined) query = query.where("matter.district", "=", filter.district);
  if (filter.source !== undefined) query = query.where("matter.source", "=", filter.source);
  if (filter.own) query = query.where("matter.source", "is", null);
  if (filter.since !== undefined) query = query.where("matter.opened_at", ">=", filter.since);
  if (filter.step !== undefined) query = query.where(cameTo(filter.step, filter.spaceId, now));
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
  if (filter.withoutWithdrawn) query = query.where("matter.state", "<>", "withdrawn");
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
  if (OPEN_ORDERS.has(filter.order))
    query = query.where("matter.state", "=", "open").where("matter.closes_at", ">=", now);
  if (filter.order === "closest") query = query.where("matter.next_threshold", "is not", null);
  if (filter.rising) query = query.where("matter.week_count", ">", 0);
  return query;
}

/**
 * The browse page. Each order has its index (matter_newest, matter_agreed, matter_trending, matter_closest, matter_closing;
 * with a category or district in the newest order matter_category, matter_district); keyset pages, never OFFSET.
 */
export function listProposals(db: Queryable, filter: ProposalFilter, language: Language, limit: number) {
  const { after, order } = filter;
  let query = narrowed(db, filter, language).limit(limit);

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
    case "trending":
      query = query
        .orderBy("matter.week_count", "desc")
        .orderBy("matter.opened_at", "desc")
        .orderBy("matter.id", "desc");
      if (after) {
        query = query.where(
          sql<boolean>`(matter.week_count, matter.opened_at, matter.id)
            < (${after.values[0]}::int, ${after.values[1]}::timestamptz, ${after.id}::bigint)`,
        );
      }
      break;
    case "closest":
      query = query.orderBy("matter.remaining").orderBy("matter.id");
      if (after)
        query = query.where(
          sql<boolean>`(matter.remaining, matter.id) > (${after.values[0]}::int, ${after.id}::bigint)`,
        );
      break;
    case "closing":
      query = query.orderBy("matter.closes_at").orderBy("matter.id");
      if (after)
        query = query.where(
          sql<boolean>`(matter.closes_at, matter.id) > (${after.values[0]}::timestamptz, ${after.id}::bigint)`,
        );
      break;
  }
  return query.execute();
}

/** How many proposals a filter leaves, counted up to `most`: the list itself, without its pages. */
export async function countProposals(
  db: Queryable,
  filter: Omit<ProposalFilter, "after">,
  most: number,
): Promise<number> {
  const found = narrowed(db, filter, "ko").clearSelect().select("matter.id").limit(most).as("found");
  const { count } = await db
    .selectFrom(found)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
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
