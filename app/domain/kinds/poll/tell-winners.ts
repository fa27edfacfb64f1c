import { type Letter, writeLetter } from "#app/domain/notice/write-letter.ts";
import { inLanguage } from "#app/domain/said.ts";
import { listWinners } from "#db/queries/draws.ts";
import { enqueue, type Jobs } from "#db/queries/jobs.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import { inTransaction } from "#db/transaction.ts";
import { ballotReceipt } from "./ballot-receipt.ts";
import { giftPlaces } from "./draw.ts";
import type { PollServices } from "./poll-services.ts";
import { readForLetter } from "./tell-result.ts";

const BATCH = 500;

/**
 * Tells who won a gift in a poll's draw, and how to come by it: their numbers are made again from who took part, a batch a
 * transaction, with the job of the next batch. Killed anywhere, nobody is left out or told twice. The letter says nothing
 * of the number: whose a winning one is stands nowhere, and who won sees it on the draw's page.
 */
export function tellWinners(
  { db, receiptKey }: Pick<PollServices, "db" | "receiptKey">,
  job: Jobs["tell-winners"],
  origin: string,
  now: Date,
): Promise<void> {
  const { matterId, afterSerial } = job;
  return inTransaction(db, async (tx) => {
    const found = await readForLetter(tx, matterId, origin);
    const [drawn] = await listWinners(tx, [matterId]);
    if (!found || !drawn) return;
    const { poll, page, sender } = found;
    const { gifts = [], title } = poll.definition;
    const places = giftPlaces(gifts);
    const giftOf = new Map(drawn.winners.map((number, place) => [number, places[place]]));
    const batch = await listSupportersAfter(tx, matterId, afterSerial, BATCH);
    const won = batch.map((person) => ({
      // It is theirs, whatever news they want; who has left is written to no more.
      person: { ...person, mail_wanted: person.left_at === null },
      gift: giftOf.get(ballotReceipt(receiptKey, matterId, person.id)),
    }));
    for (const [place, gift] of gifts.entries()) {
      const people = won.flatMap((one) => (one.gift === place ? [one.person] : []));
      if (people.length === 0) continue;
      const letter: Letter = {
        to: { why: "winner", people },
        occasion: `poll-won/${matterId}`,
        matterId,
        say({ t, language }) {
          const values = {
            title: inLanguage(title, language),
            gift: inLanguage(gift.name, language),
            office: poll.office_name[language],
          };
          return {
            subject: t("mail:pollWon.subject", values),
            body: [t("mail:pollWon.body", values), t("mail:pollWon.claim", values)],
            page: { path: `${page}/draw`, label: t("mail:pollWon.link") },
          };
        },
      };
      await writeLetter(tx, sender, letter, now);
    }
    const last = batch.at(-1);
    if (last && batch.length === BATCH)
      await enqueue(tx, "tell-winners", { matterId, afterSerial: last.serial });
  });
}
