import { type ReminderMark, reminderMarkOf } from "#app/domain/duty/reminder-marks.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database, Tx } from "#db/client.ts";
import { type DutyToRemindOf, insertDutyReminder, listDutiesToRemindOf } from "#db/queries/duty-reminders.ts";
import { listPeopleOfRole } from "#db/queries/posts.ts";
import { findSpaceById, listSpaces } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { type Letter, type Sender, type Words, writeLetter } from "./write-letter.ts";

/** Duties a query. */
const BATCH = 500;

/**
 * Reminds each space's offices of the replies that they owe: at half time, seven, three and one day before the last, the day
 * after it and then weekly. From then on the coordinators of the space are told too. A mark and its letters are one
 * transaction: killed anywhere, the next run goes on there, and nobody hears twice. What the law asks of the council has
 * reminders of its own (`remind-office.ts`).
 *
 * @returns of how many duties
 */
export async function remindOfDuties(db: Database, origin: string, now: Date): Promise<number> {
  let sent = 0;
  for (const { id } of await listSpaces(db)) {
    const space = await findSpaceById(db, id);
    if (!space) continue;
    const sender = { spaceId: id, home: homeOf(origin, space) };
    for (let after = 0, more = true; more; ) {
      const duties = await listDutiesToRemindOf(db, id, after, BATCH);
      for (const duty of duties) {
        const mark = reminderMarkOf(duty, now);
        if (mark && (await inTransaction(db, (tx) => remind(tx, sender, duty, mark, now)))) sent += 1;
      }
      after = duties.at(-1)?.id ?? after;
      more = duties.length === BATCH;
    }
  }
  return sent;
}

async function remind(
  tx: Tx,
  sender: Sender,
  duty: DutyToRemindOf,
  mark: ReminderMark,
  now: Date,
): Promise<boolean> {
  if (!(await insertDutyReminder(tx, duty.id, mark.code, now))) return false;
  const letter: Omit<Letter, "to"> = {
    occasion: `duty/${duty.id}/${mark.code}`,
    matterId: duty.matter_id,
    say: (words) => say(duty, mark, words),
  };
  const office = { id: duty.office_id, name: duty.office_name };
  await writeLetter(tx, sender, { ...letter, to: { office } }, now);
  if ("daysLate" in mark) {
    const people = await listPeopleOfRole(tx, sender.spaceId, "admin", now);
    // Whatever news they want: it is their post.
    const told = people.map((person) => ({ ...person, mail_wanted: true }));
    await writeLetter(tx, sender, { ...letter, to: { why: "coordinator", people: told } }, now);
  }
  return true;
}

function say(duty: DutyToRemindOf, mark: ReminderMark, { t, language, date, number }: Words) {
  const { title, office_name, due_at, next_on } = duty;
  const values = { title, office: office_name[language], date: date(due_at) };
  const days = (count: number) => ({ title, count, amount: number(count) });
  const isLate = "daysLate" in mark;
  const subject = () => {
    if ("daysLate" in mark)
      return mark.daysLate === 1
        ? t("mail:duty.overdue", { title })
        : t("mail:duty.late", days(mark.daysLate));
    if (!("daysLeft" in mark)) return t("mail:duty.half", { title });
    return mark.daysLeft === 0 ? t("mail:duty.today", { title }) : t("mail:duty.left", days(mark.daysLeft));
  };
  return {
    subject: subject(),
    body: [
      t(isLate ? "mail:duty.overdueBody" : "mail:duty.body", values),
      ...(next_on === null ? [] : [t("mail:duty.promised", { date: date(new Date(next_on)) })]),
    ],
    page: { path: `/desk/duties/${duty.id}` },
  };
}
