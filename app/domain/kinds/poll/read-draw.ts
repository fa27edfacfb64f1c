import { PortalError } from "#app/domain/errors.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Queryable } from "#db/client.ts";
import { findDraw, listDrawNumbers } from "#db/queries/draws.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { giftPlaces } from "./draw.ts";
import { getPoll } from "./read-poll.ts";

/** `before` the close; `fixed`: its numbers are, and it waits for the signed head; `drawn`. */
export type DrawState = "before" | "fixed" | "drawn";

/** A poll's draw as everybody sees it; null: it has no gifts. */
export async function readDraw(
  db: Queryable,
  { id, definition }: { id: number; definition: Pick<PollDefinition, "gifts"> },
  language: Language,
) {
  const { gifts = [] } = definition;
  if (gifts.length === 0) return null;
  const found = await findDraw(db, id);
  const named = gifts.map(({ name, count }) => ({ name: inLanguage(name, language), count }));
  const places = giftPlaces(gifts);
  const state: DrawState = found === undefined ? "before" : found.drawn === null ? "fixed" : "drawn";
  return {
    state,
    gifts: named,
    /** How many numbers it is among; null: they are not fixed. */
    numbers: found?.numbers ?? null,
    head: found?.root && found.size !== null ? { size: found.size, root: found.root.toString("hex") } : null,
    drawnAt: found?.at?.toISOString() ?? null,
    /** The first first. */
    winners: (found?.drawn ?? []).map((number, place) => ({
      number,
      gift: named[places[place] ?? 0]?.name ?? "",
    })),
  };
}

export type DrawView = NonNullable<Awaited<ReturnType<typeof readDraw>>>;

/**
 * All that a draw follows from, for who draws again.
 *
 * @throws PortalError "not-found" also of a poll without gifts; "not-yet" before the close
 */
export async function readWholeDraw(db: Queryable, spaceId: number, id: number, language: Language) {
  const draw = await readDraw(db, await getPoll(db, spaceId, id), language);
  if (!draw) throw new PortalError("not-found");
  if (draw.state === "before") throw new PortalError("not-yet");
  return { ...draw, state: draw.state, numbers: await listDrawNumbers(db, id) };
}
