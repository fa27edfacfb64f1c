import { matterPath } from "#app/domain/matter/address.ts";
import { type Letter, type Words, writeLetter } from "#app/domain/notice/write-letter.ts";
import type { Tx } from "#db/client.ts";
import { listHelpers } from "#db/queries/applications.ts";
import type { DriveRow } from "#db/queries/drives.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { findPerson } from "#db/queries/persons.ts";

/** What the people of a drive wait for, each with a letter of its own. */
export const TOLD_STEPS = [
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

/**
 * What a letter says of a step.
 *
 * @param occasion which time it is, when a step can come twice
 */
export function letterOfStep(
  drive: Pick<DriveRow, "matter_id" | "address" | "title" | "support_count">,
  { step, until, note = "", count = drive.support_count }: StepNews,
  occasion: number,
): Omit<Letter, "to"> {
  return {
    occasion: `drive/${drive.matter_id}/${step}/${occasion}`,
    matterId: drive.matter_id,
    say({ t, date, number }: Words) {
      const values = { title: drive.title, date: until ? date(until) : "", note, amount: number(count) };
      return {
        subject: t(`mail:drive.${step}.subject`, values),
        body: [t(`mail:drive.${step}.body`, values)],
        page: { path: matterPath("drive", drive.address) },
      };
    },
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
  const representative = await findPerson(tx, drive.representative_id);
  const people = [
    ...(representative ? [representative] : []),
    ...helpers.filter(({ role }) => role === "co-representative"),
  ];
  const letter = { ...letterOfStep(drive, news, occasion), to: { why: "leader" as const, people } };
  await writeLetter(tx, { spaceId: drive.space_id, home }, letter, now);
  if (FOR_SIGNERS.has(news.step))
    await enqueue(tx, "tell-signers", { matterId: drive.matter_id, step: news.step, afterSerial: 0 });
}
