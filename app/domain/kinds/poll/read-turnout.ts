import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { findDistricts, listEarlierPolls, listHours, listSteps } from "#db/queries/poll-turnout.ts";
import type { PollRow } from "#db/queries/polls.ts";
import { listUnits } from "#db/queries/rolls.ts";
import { listElectorate } from "#db/queries/statutes.ts";
import { pollStateAt } from "./poll-state.ts";
import { getPoll } from "./read-poll.ts";
import {
  beginOf,
  districtTurnout,
  leaderboardOf,
  type PlaceTurnout,
  type Ranked,
  turnoutScale,
  unitTurnout,
  wholeHours,
} from "./turnout.ts";

/** Of the office's polls before it, this many are what it stands against. */
const EARLIER = 5;

export interface Turnout {
  /** How long a step is, in hours. */
  hours: number;
  /** From the opening until now or the close; `earlier`: how many it was in the same step of earlier polls, null: there is none. */
  steps: { from: string; count: number; earlier: number | null }[];
  /** All that the steps have: what came in the last minute may not be in it. */
  count: number;
  /** How many earlier polls of the office it stands against, the latest five at most. */
  earlierPolls: number;
  /**
   * After as many whole hours as are over now, how many had taken part here, and in the office's earlier polls on average;
   * null: it has none, or the first hour is not over.
   */
  against: { here: number; earlier: number } | null;
  /**
   * By district, or of a roll with units by these. `at` the moment as of which they are: the end of `day`, YYYY-MM-DD in
   * Seoul, or `final` the close. Null: not counted yet, of fewer than ten, or all of one.
   */
  places: (PlaceTurnout & { by: "district" | "unit"; at: string; day: string; final: boolean }) | null;
  /** By a thousand residents of that day; null: the poll does not ask for it, or it is not known how many there are. */
  leaderboard: { asOf: string; rows: Ranked[] } | null;
}

/**
 * How many took part when, and from where: nothing of what they chose, also while the results wait for the close.
 *
 * @returns null of a poll that counts nothing, has not opened, was withdrawn, or in which nobody took part
 * @throws PortalError "not-found"
 */
export async function readTurnout(
  db: Queryable,
  { space, districts }: Directory,
  id: number,
  now: Date,
): Promise<Turnout | null> {
  const poll = await getPoll(db, space.id, id);
  const state = pollStateAt(poll, now);
  if (poll.purpose === "mock" || (state !== "open" && state !== "closed")) return null;
  const until = now < poll.closes_at ? now : poll.closes_at;
  const scale = turnoutScale(poll.opens_at, until, now < poll.closes_at);
  const hours = wholeHours(poll.opens_at, until);
  const others = await listEarlierPolls(db, poll, EARLIER);
  const codes = districts.map(({ code }) => code);
  const [rows, places] = await Promise.all([
    listSteps(db, [id, ...others], { hours: scale.hours, within: hours }),
    readPlaces(db, poll, codes),
  ]);
  // What came in the very moment of the close is in the last.
  const own = rows
    .filter((row) => row.id === id)
    .map((row) => ({ ...row, step: Math.min(row.step, scale.steps - 1) }));
  const earlier = rows.filter((row) => row.id !== id);
  const count = sumOf(own, "count");
  if (count === 0) return null;
  const average = (sum: number) => Math.round((sum / others.length) * 10) / 10;
  const steps = Array.from({ length: scale.steps }, (_, step) => {
    const at = (of: typeof rows) =>
      sumOf(
        of.filter((row) => row.step === step),
        "count",
      );
    return {
      from: beginOf(scale, step).toISOString(),
      count: at(own),
      earlier: others.length === 0 ? null : average(at(earlier)),
    };
  });
  return {
    hours: scale.hours,
    steps,
    count,
    earlierPolls: others.length,
    against:
      others.length === 0 || hours === 0
        ? null
        : {
            here: sumOf(own, "within"),
            earlier: Math.round(sumOf(earlier, "within") / others.length),
          },
    ...places,
  };
}

const sumOf = (rows: readonly { count: number; within: number }[], of: "count" | "within"): number =>
  rows.reduce((sum, row) => sum + row[of], 0);

async function readPlaces(
  db: Queryable,
  poll: PollRow,
  codes: readonly string[],
): Promise<Pick<Turnout, "places" | "leaderboard">> {
  const { id, space_id, definition, counted_at, counted_roll, opens_at } = poll;
  const counted = await findDistricts(db, id);
  if (!counted?.counted_at) return { places: null, leaderboard: null };
  const turnout = counted.by_unit
    ? unitTurnout(await listUnits(db, counted_roll), counted)
    : districtTurnout(definition.who, codes, counted);
  if (!turnout) return { places: null, leaderboard: null };
  const by = counted.by_unit ? "unit" : "district";
  const places: NonNullable<Turnout["places"]> = {
    ...turnout,
    by,
    at: counted.counted_at.toISOString(),
    // Midnight is the end of the day before.
    day: seoulDay(new Date(counted.counted_at.getTime() - 1)),
    final: counted_at !== null,
  };
  if (!definition.leaderboard || by === "unit") return { places, leaderboard: null };
  // As it was known when the poll opened: the order does not change with the next year's numbers.
  const electorate = await listElectorate(db, space_id, seoulDay(opens_at));
  const residents = new Map(
    electorate.flatMap(({ district, population }) =>
      district !== null && population !== null ? [[district, population] as const] : [],
    ),
  );
  const rows = leaderboardOf(turnout, residents);
  const [known] = electorate;
  return { places, leaderboard: known && rows.length > 0 ? { asOf: known.as_of, rows } : null };
}

/** The same as it is taken along: each hour in UTC in which somebody took part. @throws PortalError "not-found" */
export async function readTurnoutHours(db: Queryable, spaceId: number, id: number) {
  const poll = await getPoll(db, spaceId, id);
  return poll.purpose === "mock" || poll.state === "withdrawn" ? [] : listHours(db, id);
}
