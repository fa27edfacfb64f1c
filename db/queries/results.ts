import { sql } from "kysely";
import type { Queryable } from "../client.ts";
import type { DriveState } from "../tables/drive.ts";
import type { Decision } from "../tables/duty.ts";
import { firstFinal } from "./duties.ts";
import type { JourneyScope } from "./journeys.ts";

/** What the dashboard's numbers are of; `since` is when something was met, of what was met. */
export type ResultsScope = JourneyScope;

/**
 * That the matter of `duty` is before everybody, and about the district that is asked for. A subquery that is asked of each
 * duty, by the matter's key: joined, a planner that expects a cold disk reads every matter there is instead (300 ms of 400,000).
 */
const isShown = ({ district }: ResultsScope) => sql`(
  select matter.visibility = 'public' and ${district === null ? sql`true` : sql`matter.district = ${district}`}
  from matter where matter.id = duty.matter_id)`;

/** How an office keeps its days. */
export interface CountedOffice {
  /** Its code; null: all offices together. */
  office: string | null;
  inTime: number;
  late: number;
  overdue: number;
  open: number;
  /** From the day it was owed to the day it was met, in days; half of what was met took longer. Null: nothing was. */
  medianDays: number | null;
}

/**
 * What was met since a day and what is not met now, of a space's public list, by office and together: the duties of the
 * space (duty_of_space), of which a city has thousands.
 */
export async function countByOffice(db: Queryable, scope: ResultsScope): Promise<CountedOffice[]> {
  const { spaceId, since, now } = scope;
  const { rows } = await sql<CountedOffice>`
    select office.code as office,
      count(*) filter (where duty.met_at <= duty.due_at)::int as "inTime",
      count(*) filter (where duty.met_at > duty.due_at)::int as late,
      count(*) filter (where duty.met_at is null and duty.due_at < ${now})::int as overdue,
      count(*) filter (where duty.met_at is null and duty.due_at >= ${now})::int as open,
      (percentile_cont(0.5) within group (order by extract(epoch from duty.met_at - duty.opened_at) / 86400)
        filter (where duty.met_at is not null))::float8 as "medianDays"
    from duty join office on office.id = duty.office_id
    where duty.space_id = ${spaceId} and (duty.met_at is null or ${since === null ? sql`true` : sql`duty.met_at >= ${since}`})
      and ${isShown(scope)}
    group by grouping sets ((office.id, office.code), ())
    order by office.id`.execute(db);
  return rows;
}

/** Replies by what was decided first, when it was met, and what stands now (duty_met, and the key of replies). */
export async function countDecisions(
  db: Queryable,
  scope: ResultsScope,
): Promise<{ first: Decision; decision: Decision; replies: number }[]> {
  const { spaceId, since } = scope;
  const { rows } = await sql<{ first: Decision; decision: Decision; replies: number }>`
    select first.decision as first, last.decision as decision, count(*)::int as replies
    from duty
    join reply as first on first.duty_id = duty.id and first.version = ${firstFinal}
    join reply as last on last.duty_id = duty.id and last.version = duty.replies
    where duty.space_id = ${spaceId} and duty.met_at is not null
      and ${since === null ? sql`true` : sql`duty.met_at >= ${since}`} and ${isShown(scope)}
    group by first.decision, last.decision`.execute(db);
  return rows;
}

/** How many polls are open and how many drives collect, as their lists have them (matter_closing). */
export async function countUnderWay(
  db: Queryable,
  spaceId: number,
  now: Date,
  collecting: readonly DriveState[],
): Promise<{ polls: number; drives: number }> {
  const { rows } = await sql<{ polls: number; drives: number }>`
    select count(*) filter (where matter.kind = 'poll' and matter.opens_at <= ${now})::int as polls,
      count(*) filter (where drive.state = any(${[...collecting]}::text[]))::int as drives
    from matter left join drive on drive.matter_id = matter.id
    where matter.space_id = ${spaceId} and matter.kind in ('poll', 'drive') and matter.visibility = 'public'
      and matter.state = 'open' and matter.closes_at >= ${now}`.execute(db);
  return rows[0] ?? { polls: 0, drives: 0 };
}
