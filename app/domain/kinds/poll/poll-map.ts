import { PortalError } from "#app/domain/errors.ts";
import { FEWEST_PEOPLE } from "#app/domain/opinion-map/bounds.ts";
import { readOpinionMap } from "#app/domain/opinion-map/read-map.ts";
import type { MapState } from "#app/domain/opinion-map/words.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Queryable } from "#db/client.ts";
import type { PollRow } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import { electorReasons, requireElector } from "./cast-ballot.ts";
import type { PollServices } from "./poll-services.ts";
import { type PollState, pollStateAt } from "./poll-state.ts";
import { getPoll } from "./read-poll.ts";

/*
 * The opinion map beside a poll's questions, where its office has one: people give statements and say what they think of
 * them, as in a forum. It is no part of the ballot: neither asks for the other, and nothing of both is kept together.
 */

const MAP_STATES: Record<PollState, MapState> = {
  scheduled: "coming",
  open: "open",
  closed: "closed",
  withdrawn: "closed",
};

/** @throws PortalError "not-found" also of a poll without a map */
async function pollWithMap(db: Queryable, spaceId: number, id: number): Promise<PollRow> {
  const poll = await getPoll(db, spaceId, id);
  if (!poll.definition.opinionMap) throw new PortalError("not-found");
  return poll;
}

/**
 * What the page of a poll's map says of the poll, and why the reader may say nothing there; who is not signed in has no
 * reasons.
 *
 * @throws PortalError "not-found" also of a poll without a map
 */
export async function readMapHead(
  { db, seal }: Pick<PollServices, "db" | "seal">,
  spaceId: number,
  id: number,
  voter: { personId: number; district: string | null } | null,
  language: Language,
  now: Date,
) {
  const poll = await pollWithMap(db, spaceId, id);
  return {
    id,
    title: inLanguage(poll.definition.title, language),
    state: MAP_STATES[pollStateAt(poll, now)],
    reasons: voter ? await electorReasons({ db, seal }, poll.definition.who, voter, now) : [],
  };
}

/**
 * Whether somebody may say something on a poll's map: who may take part in the poll. When, and for what of a roll, is
 * asked with what they say.
 *
 * @throws PortalError "not-found" also of a poll without a map; "not-elector" with reasons
 */
export async function requireMapVoter(
  services: Pick<PollServices, "db" | "seal">,
  spaceId: number,
  id: number,
  voter: { personId: number; district: string | null },
  now: Date,
): Promise<void> {
  const { definition } = await pollWithMap(services.db, spaceId, id);
  await requireElector(services, definition.who, voter, now);
}

/** What a poll's own pages say of its map. */
export interface MapTold {
  statements: number;
  /** Null: it is not drawn. */
  drawn: { people: number; groups: number; unites: string | null; divides: string | null } | null;
  /** So many take part before it is drawn. */
  fewest: number;
}

/** The map of a poll in a few words; null: it has none. */
export async function readMapTold(
  db: Queryable,
  { id, definition }: Pick<PollRow, "id" | "definition">,
): Promise<MapTold | null> {
  if (!definition.opinionMap) return null;
  const { statements, map } = await readOpinionMap(db, id, undefined);
  const bodyOf = (statement: number | undefined) =>
    statements.find((one) => one.id === statement)?.body ?? null;
  return {
    statements: statements.filter(({ hidden }) => hidden === null).length,
    fewest: FEWEST_PEOPLE,
    drawn:
      map.state === "drawn"
        ? {
            people: map.counted,
            groups: map.groups.length,
            unites: bodyOf(map.uniting[0]),
            divides: bodyOf(map.dividing[0]),
          }
        : null,
  };
}
