import { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { Queryable } from "#db/client.ts";
import { countPollStates, type ListedPoll, listPolls } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import { POLL_STATES, type PollState } from "./poll-state.ts";
import { type PollSummary, summaryOf } from "./summary.ts";

export const POLL_ORDERS = ["newest", "trending", "closing", "participants"] as const;
type PollOrder = (typeof POLL_ORDERS)[number];

type Key = "date" | "number";

/** The values that each order pages by, as they stand in a cursor. */
const ORDER_KEYS: Record<PollOrder, { kinds: Key[]; of: (row: ListedPoll) => (string | number)[] }> = {
  newest: { kinds: ["date"], of: (row) => [row.opened_at.toISOString()] },
  trending: { kinds: ["number", "date"], of: (row) => [row.week_count, row.opened_at.toISOString()] },
  closing: { kinds: ["date"], of: (row) => [row.closes_at.toISOString()] },
  participants: { kinds: ["number"], of: (row) => [row.support_count] },
};

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

const browseSchema = z.object({
  state: optional(z.enum(POLL_STATES, { error: "unknown-choice" })),
  sort: optional(z.enum(POLL_ORDERS, { error: "unknown-choice" })),
});

export interface BrowsedPolls {
  items: PollSummary[];
  next: string | null;
  chosen: z.output<typeof browseSchema>;
}

/** What the address of a program does not say. */
interface Browsing {
  /** The order where none is said. */
  order?: PollOrder;
  withoutWithdrawn?: boolean;
}

/**
 * A page of polls that are before everybody.
 *
 * @param parameters state, sort (`trending` and `closing` are open ones alone), cursor; unknown ones are ignored
 * @throws PortalError "invalid-input" for a value that does not exist here
 */
export async function browsePolls(
  db: Queryable,
  spaceId: number,
  parameters: URLSearchParams,
  language: Language,
  now: Date,
  pageSize: number,
  { order: unsaid = "newest", withoutWithdrawn = false }: Browsing = {},
): Promise<BrowsedPolls> {
  const chosen = parseInput(browseSchema, Object.fromEntries(parameters));
  const order = chosen.sort ?? unsaid;
  const keys = ORDER_KEYS[order];
  const cursor = decodeCursor(parameters.get("cursor"), order, keys.kinds);
  const [value, second] = cursor?.values ?? [];
  const after =
    cursor && value !== undefined
      ? {
          value: keys.kinds[0] === "date" ? new Date(value) : Number(value),
          second: second === undefined ? undefined : new Date(second),
          id: cursor.id,
        }
      : undefined;
  const filter = { spaceId, state: chosen.state, withoutWithdrawn, order, after, now };
  const rows = await listPolls(db, filter, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: rows.slice(0, pageSize).map((row) => summaryOf(row, language, now)),
    next: last ? encodeCursor({ order, values: keys.of(last), id: last.id }) : null,
    chosen,
  };
}

/** How many polls each list has; `all` are those that were not withdrawn. */
export async function countPollLists(
  db: Queryable,
  spaceId: number,
  now: Date,
): Promise<Record<PollState | "all", number>> {
  const counts = { scheduled: 0, open: 0, closed: 0, withdrawn: 0, all: 0 };
  for (const { state, polls } of await countPollStates(db, spaceId, now)) {
    counts[state] = polls;
    if (state !== "withdrawn") counts.all += polls;
  }
  return counts;
}
