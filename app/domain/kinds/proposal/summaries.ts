import { z } from "zod";
import { startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { dayOfAddress } from "#app/domain/calendar/day-input.ts";
import { dutyState } from "#app/domain/duty/duty-state.ts";
import { line, parseInput } from "#app/domain/input.ts";
import { type Cursor, decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { type Point, placeOf } from "#app/domain/place/point.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { type MilestoneView, readMilestonesOf } from "#app/domain/threshold/read-thresholds.ts";
import type { ConsequenceCode } from "#app/domain/threshold/rule.ts";
import { dialectOf, plainExcerpt } from "#app/platform/markdown.ts";
import type { Queryable } from "#db/client.ts";
import { listDutiesOfMatters } from "#db/queries/duties.ts";
import { listForumsOfProposals } from "#db/queries/forums.ts";
import type { ListedMatter } from "#db/queries/matter-lists.ts";
import {
  countProposals,
  listProposals,
  listSources,
  PROPOSAL_ORDERS,
  PROPOSAL_STAGES,
  type ProposalFilter,
  type ProposalOrder,
} from "#db/queries/proposal-lists.ts";
import { JOURNEY_STEPS } from "#db/tables/journey.ts";
import type { Language } from "#db/tables/language.ts";
import type { MatterState } from "#db/tables/matter.ts";
import { countDutyStates, type ProposalStage, proposalStage } from "./stage.ts";

/** What a list shows of a proposal. Codes, not labels: the door that renders knows the language. */
export interface ProposalSummary {
  id: number;
  title: string;
  summary: string;
  state: MatterState;
  stage: ProposalStage;
  category: string;
  district: string | null;
  /** Where on the map; null: nowhere in particular. */
  place: Point | null;
  supportCount: number;
  /** Counted elsewhere and taken over with an import: never verified people. */
  importedCount: number | null;
  source: string | null;
  nextThreshold: number | null;
  /** The numbers that mean something under the rules it was published under; none for an imported one. */
  milestones: ProposalMilestone[];
  overdue: boolean;
  forumId: number | null;
  openedAt: string;
  closesAt: string;
}

interface ProposalMilestone {
  at: number;
  consequence: ConsequenceCode;
}

/** As a list shows them. */
export async function summarise(db: Queryable, rows: ListedMatter[], now: Date): Promise<ProposalSummary[]> {
  const standings = await readStandings(db, rows, now);
  return rows.flatMap((row, index): ProposalSummary[] => {
    const standing = standings[index];
    const summary = row.summary ?? plainExcerpt(row.excerpt, dialectOf(row.source));
    return standing ? [{ ...standing, summary }] : [];
  });
}

/**
 * All but the words in short, in the order of the rows: what rules, duties and forums say, for a whole page at once in
 * three queries, whatever its length.
 */
export async function readStandings(
  db: Queryable,
  rows: readonly ListedMatter[],
  now: Date,
): Promise<Omit<ProposalSummary, "summary">[]> {
  const ids = rows.filter((row) => row.source === null).map((row) => row.id);
  const [duties, forums, milestones] =
    ids.length === 0
      ? [[], new Map<number, number>(), new Map<number, MilestoneView[]>()]
      : await Promise.all([
          listDutiesOfMatters(db, ids),
          listForumsOfProposals(db, ids),
          readMilestonesOf(db, ids),
        ]);
  return rows.map((row) => {
    const states = duties.filter((duty) => duty.matter_id === row.id).map((duty) => dutyState(duty, now));
    const state = matterStateAt(row, now);
    return {
      id: row.id,
      title: row.title,
      state,
      stage: proposalStage(state, countDutyStates(states)),
      category: row.category,
      district: row.district,
      place: placeOf(row),
      supportCount: row.support_count,
      importedCount: row.imported_count,
      source: row.source,
      nextThreshold: row.next_threshold,
      milestones: (milestones.get(row.id) ?? []).map(({ threshold, consequence }) => ({
        at: threshold,
        consequence,
      })),
      overdue: states.includes("overdue"),
      forumId: forums.get(row.id) ?? null,
      openedAt: row.opened_at.toISOString(),
      closesAt: row.closes_at.toISOString(),
    };
  });
}

/** The values that each order pages by, as they stand in a cursor. */
const ORDER_KEYS: Record<
  ProposalOrder,
  { kinds: ("date" | "number")[]; of: (row: ListedMatter) => Cursor["values"] }
> = {
  newest: { kinds: ["date"], of: (row) => [row.opened_at.toISOString()] },
  trending: { kinds: ["number", "date"], of: (row) => [row.week_count, row.opened_at.toISOString()] },
  agreed: { kinds: ["number", "number"], of: (row) => [row.support_count, row.imported_count ?? 0] },
  closest: { kinds: ["number"], of: (row) => [row.remaining ?? 0] },
  closing: { kinds: ["date"], of: (row) => [row.closes_at.toISOString()] },
};

/** The parameters of the browse page and of `GET /api/v1/proposals`. */
function browseSchema(directory: Directory) {
  const optional = <T extends z.ZodType>(schema: T) =>
    z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
  const oneOf = (codes: string[]) =>
    optional(z.string().refine((code) => codes.includes(code), { error: "unknown-choice" }));
  const choice = <const T extends readonly [string, ...string[]]>(codes: T) =>
    optional(z.enum(codes, { error: "unknown-choice" }));
  return z.object({
    category: oneOf(directory.categories.map(({ code }) => code)),
    district: oneOf(directory.districts.map(({ code }) => code)),
    state: choice(["open", "closed", "withdrawn"]),
    stage: choice(PROPOSAL_STAGES),
    source: optional(line({ min: 1, max: 100 })),
    sort: choice(PROPOSAL_ORDERS),
    since: optional(dayOfAddress),
    origin: choice(["here"]),
    step: choice(JOURNEY_STEPS),
  });
}

interface Browsed {
  items: ProposalSummary[];
  next: string | null;
  chosen: z.output<ReturnType<typeof browseSchema>>;
  /** The filter as the query has it, for counting what it leaves. */
  filter: ProposalFilter;
}

/** What the address of a program does not say. */
interface Browsing {
  /** The order where none is said. */
  order?: ProposalOrder;
  /** None that its author took back. */
  withoutWithdrawn?: boolean;
}

/**
 * A page of proposals.
 *
 * @param parameters category, district, state, stage, source, since (a day), origin, step, sort, cursor; unknown ones are
 *   ignored
 * @throws PortalError "invalid-input" for a value that does not exist here
 */
export async function browseProposals(
  db: Queryable,
  directory: Directory,
  parameters: URLSearchParams,
  language: Language,
  now: Date,
  pageSize: number,
  browsing: Browsing = {},
): Promise<Browsed> {
  const chosen = parseInput(browseSchema(directory), Object.fromEntries(parameters));
  const order = chosen.sort ?? browsing.order ?? "newest";
  const keys = ORDER_KEYS[order];
  const filter: ProposalFilter = {
    spaceId: directory.space.id,
    category: chosen.category,
    district: chosen.district,
    state: chosen.state,
    stage: chosen.stage,
    source: chosen.source,
    own: chosen.origin === "here",
    since: chosen.since === undefined ? undefined : startOfSeoulDay(chosen.since),
    step: chosen.step,
    withoutWithdrawn: browsing.withoutWithdrawn,
    order,
    after: decodeCursor(parameters.get("cursor"), order, keys.kinds),
    now,
  };
  const rows = await listProposals(db, filter, language, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: await summarise(db, rows.slice(0, pageSize), now),
    next: last ? encodeCursor({ order, values: keys.of(last), id: last.id }) : null,
    chosen,
    filter,
  };
}

/** Numbers of lists that no counter is kept of are counted up to here. */
const MOST_COUNTED = 10_000;

/** How many proposals a filter leaves; not exact: at least as many. */
export async function countBrowsed(db: Queryable, filter: ProposalFilter) {
  const total = await countProposals(db, filter, MOST_COUNTED);
  return { total, exact: total < MOST_COUNTED };
}

/** The names of what a space's proposals were taken over from, in their order. */
export function readSources(db: Queryable, spaceId: number): Promise<string[]> {
  return listSources(db, spaceId);
}

/** Open proposals that gained most in the last seven days, with how many. */
export async function hotProposals(
  db: Queryable,
  spaceId: number,
  language: Language,
  now: Date,
  limit: number,
) {
  const rows = await listProposals(db, { spaceId, order: "trending", rising: true, now }, language, limit);
  const summaries = await summarise(db, rows, now);
  return summaries.map((summary, index) => ({ ...summary, week: rows[index]?.week_count ?? 0 }));
}
