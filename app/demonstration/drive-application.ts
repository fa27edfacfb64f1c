import {
  beginApplication,
  type DraftPart,
  keepPart,
  submitApplication,
} from "#app/domain/kinds/drive/application.ts";
import { answerApplication, certifyApplication } from "#app/domain/kinds/drive/decide-application.ts";
import { findApplication } from "#db/queries/applications.ts";
import { ORIGIN } from "./drive-steps.ts";
import type { DriveSeed, Story } from "./drive-story.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Writes an application as its representative would, step by step, and hands it in. */
export async function apply(context: DriveSeed, story: Story, at: Date): Promise<void> {
  const { tx, directory, services } = context;
  const { text } = story;
  const personId = personOf(context, text.representative);
  const space = { id: directory.space.id, categories: directory.categories };
  story.applicationId = await beginApplication(
    tx,
    space,
    personId,
    text.statute,
    new Date(at.getTime() - HOUR_MS),
  );
  const application = await findApplication(tx, space.id, story.applicationId);
  if (!application) throw new Error(`${text.slug} cannot be read.`);
  const { exclusions } = application.definition;
  const { request, target, targetCode, category, reasons, costs, articles } = text;
  const parts: Record<DraftPart, unknown> = {
    subject: { request, title: text.title.ko, target, targetCode, category, summary: text.summary.ko },
    text: { articles },
    reasons: { reasons, costs },
    checks: { exclusions: Object.fromEntries(exclusions.map(({ code }) => [code, false])) },
  };
  const keep = (part: DraftPart) =>
    keepPart(tx, application, personId, directory.categories, part, parts[part], at);
  for (const part of ["subject", "text", "reasons", "checks"] as const) await keep(part);
  const options = { dataKeys: services.dataKeys, seal: services.seal, home: ORIGIN };
  story.driveId = (await submitApplication(tx, space.id, story.applicationId, personId, at, options)) ?? 0;
}

/** The clerk certifies it, unless the law asks for no certificate and it began when it was handed in. */
export async function certify(context: DriveSeed, story: Story, at: Date): Promise<void> {
  if (story.driveId > 0) return;
  const { tx, directory, clerkId, services } = context;
  const options = { dataKeys: services.dataKeys, home: ORIGIN };
  story.driveId = await certifyApplication(tx, directory.space.id, story.applicationId, clerkId, at, options);
}

/** The clerk sends it back to be corrected. */
export async function answerDemonstration(
  { tx, directory, clerkId }: DriveSeed,
  story: Story,
  at: Date,
): Promise<void> {
  const { application } = story.text;
  if (application?.state !== "correction") return;
  await answerApplication(
    tx,
    directory.space.id,
    story.applicationId,
    clerkId,
    "correction",
    application.note,
    at,
    ORIGIN,
  );
}

export function personOf({ residents }: Pick<DriveSeed, "residents">, number: number): number {
  const resident = residents[number - 1];
  if (!resident) throw new RangeError(`There is no citizen-${number}.`);
  return resident.personId;
}
