import { matterPath } from "#app/domain/matter/address.ts";
import { type Letter, writeLetter } from "#app/domain/notice/write-letter.ts";
import { inLanguage } from "#app/domain/said.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
import { listNotTakenPart, listPollsToRemind, takeReminders } from "#db/queries/poll-reminders.ts";
import { findPoll } from "#db/queries/polls.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { remindAt } from "./reminders.ts";

const BATCH = 500;

type Due = Awaited<ReturnType<typeof listPollsToRemind>>[number];

/**
 * Reminds who asked for it of the polls that close soon, if they have not taken part. A batch's letters, and that all of
 * the batch wait no more, are one transaction: killed anywhere, nobody is left out or told twice. That is noted of those
 * too who took part, so that no row says who did.
 *
 * @returns how many letters were written, of all polls together
 */
export async function remindVoters(db: Database, origin: string, now: Date): Promise<number> {
  let written = 0;
  for (const poll of await listPollsToRemind(db, now)) {
    if (now < remindAt(poll)) continue;
    for (let more = true; more; ) {
      const batch = await inTransaction(db, (tx) => remindSome(tx, poll, origin, now));
      written += batch.written;
      more = batch.more;
    }
  }
  return written;
}

async function remindSome(tx: Tx, due: Due, origin: string, now: Date) {
  const waiting = await takeReminders(tx, due.id, BATCH);
  const people = await listNotTakenPart(tx, due.id, waiting);
  const space = await findSpaceOfMatter(tx, due.id);
  const poll = await findPoll(tx, due.space_id, due.id);
  if (!space || !poll) return { written: 0, more: false };
  const page = matterPath("poll", await readAddress(tx, due.id));
  const { title } = poll.definition;
  const letter: Letter = {
    // They asked for this one letter, whatever else they want.
    to: { why: "reminder", people: people.map((person) => ({ ...person, mail_wanted: true })) },
    occasion: `poll-reminder/${due.id}`,
    matterId: due.id,
    takenBackAt: `${page}#reminder`,
    say({ t, language, dateTime }) {
      const values = { title: inLanguage(title, language), date: dateTime(poll.closes_at) };
      return {
        subject: t("mail:pollReminder.subject", values),
        body: [t("mail:pollReminder.body", values)],
        page: { path: `${page}/ballot`, label: t("mail:pollReminder.link") },
      };
    },
  };
  await writeLetter(tx, { spaceId: space.id, home: homeOf(origin, space) }, letter, now);
  return { written: people.length, more: waiting.length === BATCH };
}
