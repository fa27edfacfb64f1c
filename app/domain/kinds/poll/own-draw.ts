import { PortalError } from "#app/domain/errors.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { Database } from "#db/client.ts";
import { hasDeclined, isInDraw, listWinners, setDeclined } from "#db/queries/draws.ts";
import { listSupportedPollsWithGifts, type PollRow } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { giftPlaces } from "./draw.ts";
import type { PollServices } from "./poll-services.ts";
import { getPoll } from "./read-poll.ts";

type DrawServices = Pick<PollServices, "db" | "receiptKey">;

/**
 * Whether somebody who took part is drawn: until the close if they did not decline, and from then on if their number is
 * among those that were fixed. Who declined is not kept any longer by then.
 */
export async function readInDraw(
  { db, receiptKey }: DrawServices,
  matterId: number,
  personId: number,
): Promise<boolean> {
  const fixed = await isInDraw(db, matterId, ballotReceipt(receiptKey, matterId, personId));
  return fixed ?? !(await hasDeclined(db, matterId, personId));
}

/**
 * Takes who took part out of the draw of a poll's gifts, or back into it, until the close.
 *
 * @throws PortalError "not-found" of a poll without gifts; "matter-not-open" also for who did not take part
 */
export async function declineDraw(
  db: Database,
  spaceId: number,
  id: number,
  personId: number,
  declined: boolean,
  now: Date,
): Promise<void> {
  const { definition } = await getPoll(db, spaceId, id);
  if (!definition.gifts?.length) throw new PortalError("not-found");
  if (!(await setDeclined(db, id, personId, declined, now))) throw new PortalError("matter-not-open");
}

/** What a person won in a poll; null: nothing, or nothing is drawn. */
export async function readOwnGift(
  { db, receiptKey }: DrawServices,
  { id, definition: { gifts = [] } }: Pick<PollRow, "id" | "definition">,
  personId: number,
  language: Language,
): Promise<string | null> {
  if (gifts.length === 0) return null;
  const [drawn] = await listWinners(db, [id]);
  return drawn ? giftOf(drawn.winners, ballotReceipt(receiptKey, id, personId), gifts, language) : null;
}

/**
 * What a person won in the polls of a space, the latest hundred with gifts that they took part in: for their own page.
 *
 * @returns the gift by the poll
 */
export async function readOwnGifts(
  { db, receiptKey }: DrawServices,
  spaceId: number,
  personId: number,
  language: Language,
): Promise<Map<number, string>> {
  const polls = await listSupportedPollsWithGifts(db, spaceId, personId);
  const giftsOf = new Map(polls.map(({ id, gifts }) => [id, gifts]));
  const drawn = await listWinners(db, [...giftsOf.keys()]);
  return new Map(
    drawn.flatMap(({ matter_id: id, winners }): [number, string][] => {
      const gift = giftOf(winners, ballotReceipt(receiptKey, id, personId), giftsOf.get(id) ?? [], language);
      return gift === null ? [] : [[id, gift]];
    }),
  );
}

/** A person's number is made again from who they are: nothing says whose a winning number is. */
function giftOf(
  winners: readonly string[],
  number: string,
  gifts: NonNullable<PollDefinition["gifts"]>,
  language: Language,
): string | null {
  const place = winners.indexOf(number);
  const gift = place < 0 ? undefined : gifts[giftPlaces(gifts)[place] ?? -1];
  return gift ? inLanguage(gift.name, language) : null;
}
