import { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import type { Queryable } from "#db/client.ts";
import { type ListedPoll, listPolls } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import { POLL_STATES } from "./poll-state.ts";
import { type PollSummary, summaryOf } from "./summary.ts";

export const POLL_ORDERS = ["newest", "closing", "participants"] as const;
type PollOrder = (typeof POLL_ORDERS)[number];

/** The values that each order pages by, as they stand in a cursor. */
const ORDER_KEYS: Record<PollOrder, { kind: "date" | "number"; of: (row: ListedPoll) => string | number }> = {
  newest: { kind: "date", of: (row) => row.opened_at.toISOString() },
  closing: { kind: "date", of: (row) => row.closes_at.toISOString() },
  participants: { kind: "number", of: (row) => row.support_count },
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

/**
 * A page of polls that are before everybody.
 *
 * @param parameters state, sort (`closing` are open ones alone), cursor; unknown ones are ignored
 * @throws PortalError "invalid-input" for a value that does not exist here
 */
export async function browsePolls(
  db: Queryable,
  spaceId: number,
  parameters: URLSearchParams,
  language: Language,
  now: Date,
  pageSize: number,
): Promise<BrowsedPolls> {
  const chosen = parseInput(browseSchema, Object.fromEntries(parameters));
  const order = chosen.sort ?? "newest";
  const keys = ORDER_KEYS[order];
  const cursor = decodeCursor(parameters.get("cursor"), order, [keys.kind]);
  const [value] = cursor?.values ?? [];
  const after =
    cursor && value !== undefined
      ? { value: keys.kind === "date" ? new Date(value) : Number(value), id: cursor.id }
      : undefined;
  const rows = await listPolls(db, { spaceId, state: chosen.state, order, after, now }, pageSize + 1);
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return {
    items: rows.slice(0, pageSize).map((row) => summaryOf(row, language, now)),
    next: last ? encodeCursor({ order, values: [keys.of(last)], id: last.id }) : null,
    chosen,
  };
}
