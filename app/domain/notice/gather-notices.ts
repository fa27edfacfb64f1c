import { dayNumber, dayOf, endOfDay, seoulDay } from "#app/domain/calendar/dates.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { listGatheredSpaces, listWhoGathers, takeGathered } from "#db/queries/gathered-notices.ts";
import { enqueue, type Jobs } from "#db/queries/jobs.ts";
import { listNoticesOf } from "#db/queries/notices.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { pathOfLine, sayLine } from "./say-line.ts";
import { writeLetter } from "./write-letter.ts";

const BATCH = 100;
/** A letter lists so many and counts the rest. */
const LISTED = 20;

const NEXT_BATCH = "gather-notices/next-batch";

/**
 * Writes ONE letter a space to each of a batch of persons for whom news wait: each morning to who wants it each day, on
 * Mondays (of Seoul) to who wants it each week too; and to who wanted it so and changed their mind, what waits still. What was
 * gathered waits no more in the transaction of its letter: killed anywhere, or run twice at once, nobody gets it twice.
 */
export async function gatherNotices(
  db: Database,
  job: Jobs["gather-notices"],
  origin: string,
  now: Date,
): Promise<void> {
  const persons = await listWhoGathers(db, weekOf(now), job.afterPerson, BATCH);
  for (const personId of persons) await inTransaction(db, (tx) => gather(tx, personId, origin, now));
  const last = persons.at(-1);
  if (last !== undefined && persons.length === BATCH)
    await inTransaction(db, (tx) => enqueue(tx, "gather-notices", { afterPerson: last }, NEXT_BATCH));
}

/** On a Monday now; on any other day when the last Monday began, for what a Monday without a run has left. */
function weekOf(now: Date): Date {
  const today = dayNumber(seoulDay(now));
  // The first day of 1970 was a Thursday.
  const sinceMonday = (today + 3) % 7;
  return sinceMonday === 0 ? now : new Date(endOfDay(dayOf(today - sinceMonday - 1)).getTime() + 1);
}

async function gather(tx: Tx, personId: number, origin: string, now: Date): Promise<void> {
  const person = await findPerson(tx, personId);
  for (const spaceId of await listGatheredSpaces(tx, personId)) {
    const lines = await takeGathered(tx, personId, spaceId);
    if (!person?.mail_wanted || lines.length === 0) continue;
    const reader = { spaceId, personId, language: person.language };
    const notices = await listNoticesOf(tx, reader, lines.slice(0, LISTED));
    const [newest] = notices;
    const space = newest && (await findSpaceOfMatter(tx, newest.matter_id));
    if (!newest || !space) continue;
    await writeLetter(
      tx,
      { spaceId, home: homeOf(origin, space) },
      {
        to: { why: "follower", people: [person] },
        occasion: `gathered/${spaceId}/${newest.event_seq}`,
        matterId: null,
        say({ t, language, number, link }) {
          const amount = { count: lines.length, amount: number(lines.length) };
          const rest = lines.length - notices.length;
          return {
            subject: t("mail:gathered.subject", amount),
            body: [
              t("mail:gathered.text", amount),
              ...notices.map(
                (notice) =>
                  `${notice.title}\n${sayLine(notice, t, language)}\n${link(
                    pathOfLine(notice, notice.matter_kind, notice.address),
                  )}`,
              ),
              ...(rest > 0 ? [t("mail:gathered.rest", { count: rest, amount: number(rest) })] : []),
            ],
            page: { path: "/me/notices", label: t("mail:gathered.all") },
          };
        },
      },
      now,
    );
  }
}
