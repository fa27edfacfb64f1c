import { openPersonalData } from "#app/domain/person/personal-data.ts";
import type { Postman } from "#app/platform/mail.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { markSent, putOffMail, takeUnsentMail } from "#db/queries/mails.ts";
import type { MailStop } from "#db/tables/mail.ts";
import { inTransaction } from "#db/transaction.ts";
import { isUnanswered, nextAttempt } from "./next-attempt.ts";

/** How long the rest waits when no mail server answers. */
const SILENCE_MS = 60_000;

export interface Delivery {
  db: Database;
  postman: Postman;
  seal: Seal;
  /** The address that stops such letters for a person. */
  stopOf(personId: number, stop: MailStop): string;
}

interface Delivered {
  sent: number;
  putOff: number;
  givenUp: number;
}

/**
 * Sends what waits, one letter a transaction: marked as sent only after the server took it. Killed between the two
 * it is sent again with the same Message-ID; the other order could lose it. A refused letter is put off, with a job
 * for its next attempt, and the others go on: one bad address holds nobody up. A reader without an address counts
 * as told: the letter stands in the table for the record.
 *
 * A run ends early, with a job for what it leaves, when `signal` says that the process stops, and when the mail
 * server gives no answer: that costs one timeout a run, and not one a letter.
 */
export async function deliverWaiting(
  { db, postman, seal, stopOf }: Delivery,
  now: Date,
  signal: AbortSignal,
): Promise<Delivered> {
  const delivered: Delivered = { sent: 0, putOff: 0, givenUp: 0 };
  let unanswered = false;
  while (!unanswered) {
    if (signal.aborted) {
      await inTransaction(db, (tx) => enqueue(tx, "deliver-mail", {}, "deliver-mail"));
      break;
    }
    const outcome = await inTransaction(db, async (tx): Promise<keyof Delivered | "none"> => {
      const mail = await takeUnsentMail(tx, now);
      if (!mail) return "none";
      try {
        const to = mail.sealed ? openPersonalData(seal, mail).email : mail.email;
        const stop = mail.person_id !== null && mail.stops ? stopOf(mail.person_id, mail.stops) : undefined;
        if (to)
          await postman.deliver({ id: `mail-${mail.id}`, to, subject: mail.subject, text: mail.body, stop });
      } catch (refusal) {
        const retryAt = nextAttempt(refusal, mail.attempts, now);
        await putOffMail(tx, mail.id, retryAt);
        if (retryAt) await enqueue(tx, "deliver-mail", {}, `deliver-mail/${retryAt.getTime()}`, retryAt);
        unanswered = isUnanswered(refusal);
        if (unanswered) {
          const later = new Date(now.getTime() + SILENCE_MS);
          await enqueue(tx, "deliver-mail", {}, "deliver-mail/rest", later);
        }
        return retryAt ? "putOff" : "givenUp";
      }
      await markSent(tx, mail.id, now);
      return "sent";
    });
    if (outcome === "none") break;
    delivered[outcome] += 1;
  }
  return delivered;
}
