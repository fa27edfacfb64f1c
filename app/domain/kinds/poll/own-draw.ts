import { PortalError } from "#app/domain/errors.ts";
import type { Database, Queryable } from "#db/client.ts";
import { hasDeclined, listWinners, setDeclined } from "#db/queries/draws.ts";
import { listSupportedPollsWithGifts } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { giftPlaces } from "./draw.ts";
import type { PollServices } from "./poll-services.ts";
import { getPoll } from "./read-poll.ts";
import { inLanguage } from "./said.ts";

/** Whether somebody would rather not be drawn. */
export const readDeclined = (db: Queryable, matterId: number, personId: number): Promise<boolean> =>
  hasDeclined(db, matterId, personId);

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

/**
 * What a person won in the polls of a space: their numbers are made again from who they are, for nothing says whose a
 * winning number is.
 *
 * @returns the gift by the poll
 */
export async function readOwnGifts(
  { db, receiptKey }: Pick<PollServices, "db" | "receiptKey">,
  spaceId: number,
  personId: number,
  language: Language,
): Promise<Map<number, string>> {
  const polls = await listSupportedPollsWithGifts(db, spaceId, personId);
  const won = new Map(
    (
      await listWinners(
        db,
        polls.map(({ id }) => id),
      )
    ).map((row) => [row.matter_id, row.winners]),
  );
  return new Map(
    polls.flatMap(({ id, gifts }): [number, string][] => {
      const place = won.get(id)?.indexOf(ballotReceipt(receiptKey, id, personId)) ?? -1;
      const gift = place < 0 ? undefined : gifts[giftPlaces(gifts)[place] ?? -1];
      return gift ? [[id, inLanguage(gift.name, language)]] : [];
    }),
  );
}
