import { homeOf } from "#app/domain/space/home.ts";
import { formatDate, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { Database, Tx } from "#db/client.ts";
import { listHelpers } from "#db/queries/applications.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";
import { enqueue, type Jobs } from "#db/queries/jobs.ts";
import { insertMails, type NewMail } from "#db/queries/mails.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findCouncilOffice, findSpaceOfMatter } from "#db/queries/spaces.ts";
import { listSupportersAfter } from "#db/queries/supports.ts";
import type { Language } from "#db/tables/language.ts";
import { inTransaction } from "#db/transaction.ts";
import type { CalendarStep } from "./statute.ts";

/** What the people of a drive wait for, each with a letter of its own. */
const TOLD_STEPS = [
  "reached",
  "listed",
  "referred",
  "list-published",
  "shortfall",
  "accepted",
  "dismissed",
  "introduced",
  "extended",
  "adopted",
  "amended",
  "rejected",
] as const;
export type ToldStep = (typeof TOLD_STEPS)[number];

/** Of these everybody who signed online hears, and who wants news by mail. */
const FOR_SIGNERS: ReadonlySet<ToldStep> = new Set([
  "referred",
  "accepted",
  "dismissed",
  "adopted",
  "amended",
  "rejected",
]);

export interface StepNews {
  step: ToldStep;
  /** A legal date that follows. */
  until?: Date;
  /** Why, in the clerk's words. */
  note?: string;
  /** The number that was reached. */
  count?: number;
}

const BATCH = 500;

function letter(drive: DriveRow, language: Language, { step, until, note, count }: StepNews, home: string) {
  const t = translator(language);
  const values = {
    title: drive.title,
    date: until ? formatDate(language, until) : "",
    note: note ?? "",
    amount: formatNumber(language, count ?? drive.support_count),
  };
  const link = `${home}/drives/${drive.matter_id}?lang=${language}`;
  return {
    matter_id: drive.matter_id,
    office_id: null,
    subject: t(`mail:drive.${step}.subject`, values),
    body: [t(`mail:drive.${step}.body`, values), link].join("\n\n"),
    sent_at: null,
    retry_at: null,
  };
}

/**
 * Tells those who lead a drive of a step, at once and whether or not they want news: it is an answer to them. The
 * signers hear of the great ones by a job.
 *
 * @param occasion which time it is, when a step can come twice
 */
export async function tellStep(
  tx: Tx,
  drive: DriveRow,
  news: StepNews,
  occasion: number,
  home: string,
  now: Date,
): Promise<void> {
  const helpers = await listHelpers(tx, drive.application_id);
  const leading = helpers.filter(({ role }) => role === "co-representative");
  const people = [await findPerson(tx, drive.representative_id), ...leading];
  const told = `drive/${drive.matter_id}/${news.step}/${occasion}`;
  const mails = people.flatMap((person): NewMail[] =>
    person
      ? [
          {
            ...letter(drive, person.language, news, home),
            told_once: `${told}/person/${person.id}`,
            person_id: person.id,
            created_at: now,
          },
        ]
      : [],
  );
  await insertMails(tx, drive.space_id, mails);
  await enqueue(tx, "deliver-mail", {}, "deliver-mail");
  if (FOR_SIGNERS.has(news.step))
    await enqueue(tx, "tell-signers", { matterId: drive.matter_id, step: news.step, afterSerial: 0 });
}

/** Tells who signed online: a batch a transaction, which enqueues the next; safe to be killed, as `tellCrossing`. */
export function tellSigners(
  db: Database,
  job: Jobs["tell-signers"],
  origin: string,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const space = await findSpaceOfMatter(tx, job.matterId);
    const drive = space && (await findDrive(tx, space.id, job.matterId));
    const step = TOLD_STEPS.find((one) => one === job.step);
    if (!space || !drive || !step || drive.data_deleted_at) return;
    const home = homeOf(origin, space);
    const news = { step, note: drive.clerk_note ?? undefined };
    const batch = await listSupportersAfter(tx, job.matterId, job.afterSerial, BATCH);
    const mails = batch.flatMap((person): NewMail[] =>
      person.mail_wanted && person.id !== drive.representative_id
        ? [
            {
              ...letter(drive, person.language, news, home),
              // The same as of those who lead it: who does both hears once.
              told_once: `drive/${drive.matter_id}/${step}/1/person/${person.id}`,
              person_id: person.id,
              created_at: now,
            },
          ]
        : [],
    );
    await insertMails(tx, space.id, mails);
    const last = batch.at(-1);
    if (last && batch.length === BATCH)
      await enqueue(tx, "tell-signers", { ...job, afterSerial: last.serial });
    if (mails.length > 0) await enqueue(tx, "deliver-mail", {}, "deliver-mail");
  });
}

export type OfficeNews =
  | { kind: "handed-in"; count: number; round: number }
  | { kind: "objection"; id: number }
  | { kind: "reminder"; step: CalendarStep; until: Date };

/** What makes one occasion of it different from the next. */
function occasionOf(news: OfficeNews): string {
  switch (news.kind) {
    case "handed-in":
      return `round/${news.round}`;
    case "objection":
      return String(news.id);
    case "reminder":
      return `${news.step}/${news.until.getTime()}`;
  }
}

/** Tells the space's council office of something that waits for it; a space without one has nobody to tell. */
export async function tellOffice(
  tx: Tx,
  drive: Pick<DriveRow, "matter_id" | "space_id" | "title">,
  news: OfficeNews,
  home: string,
  now: Date,
): Promise<void> {
  const office = await findCouncilOffice(tx, drive.space_id);
  if (!office) return;
  const t = translator("ko");
  const values = {
    title: drive.title,
    amount: news.kind === "handed-in" ? formatNumber("ko", news.count) : "",
    date: news.kind === "reminder" ? formatDate("ko", news.until) : "",
    step: news.kind === "reminder" ? t(`clerk:step.${news.step}`) : "",
  };
  await insertMails(tx, drive.space_id, [
    {
      told_once: `drive/${drive.matter_id}/office/${news.kind}/${occasionOf(news)}`,
      person_id: null,
      office_id: office.id,
      matter_id: drive.matter_id,
      subject: t(`mail:drive.office.${news.kind}.subject`, values),
      body: [
        t(`mail:drive.office.${news.kind}.body`, values),
        `${home}/clerk/drives/${drive.matter_id}`,
      ].join("\n\n"),
      created_at: now,
      sent_at: null,
      retry_at: null,
    },
  ]);
  await enqueue(tx, "deliver-mail", {}, "deliver-mail");
}
