import { personalDataSchema } from "#app/domain/person/sign-in.ts";
import type { Postman } from "#app/platform/mail.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { markSent, takeUnsentMail } from "#db/queries/mails.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * Sends what waits, one letter a transaction: marked as sent only after the server took it. Killed between the two
 * it is sent again with the same Message-ID; the other order could lose it. A reader without an address counts as
 * told: the letter stands in the table for the record.
 *
 * @returns how many were sent
 * @throws the mail server's refusal; the job is then tried again later, with what is left
 */
export async function deliverWaiting(db: Database, postman: Postman, seal: Seal, now: Date): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const more = await inTransaction(db, async (tx) => {
      const mail = await takeUnsentMail(tx);
      if (!mail) return false;
      const to = mail.sealed
        ? personalDataSchema.parse(JSON.parse(seal.open(mail.sealed))).email
        : mail.email;
      if (to) await postman.deliver({ id: `mail-${mail.id}`, to, subject: mail.subject, text: mail.body });
      await markSent(tx, mail.id, now);
      return true;
    });
    if (!more) return sent;
  }
}
