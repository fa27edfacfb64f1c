import { DAY_MS } from "#app/domain/calendar/dates.ts";
import { advanceDrives } from "#app/domain/kinds/drive/advance-drives.ts";
import { collectUntil, endOfStep, type Pause } from "#app/domain/kinds/drive/calendar.ts";
import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import type { SignableDrive } from "#app/domain/kinds/drive/eligibility.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { chance } from "#app/platform/chance.ts";
import type { Tx } from "#db/client.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";
import { insertTranslations } from "#db/queries/matters.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import { answerDemonstration, apply, certify } from "./drive-application.ts";
import { takeStep } from "./drive-steps.ts";
import type { DriveText, Signing } from "./drive-texts.ts";
import { type Resident, signersOf } from "./signers.ts";
import { signingTimes, startOfDay } from "./signing-days.ts";
import type { Act } from "./story.ts";

export interface DriveSeed {
  tx: Tx;
  directory: Directory;
  /** Their `db` is the transaction. */
  services: SigningServices;
  residents: readonly Resident[];
  /** The person id of the login clerk. */
  clerkId: number;
  pauses: Pause[];
  statutes: ReadonlyMap<string, StatuteDefinition>;
  now: Date;
}

/** A drive of the demonstration while it goes its way. */
export interface Story {
  text: DriveText;
  /** Sets its chances apart from those of the others. */
  seed: number;
  applicationId: number;
  /** 0 until it was certified. */
  driveId: number;
  /** As it was certified; what signing needs of it never changes. */
  certified?: DriveRow;
}

export interface PlannedSignature {
  story: Story;
  resident: Resident;
  at: Date;
}

const HOUR_MS = 60 * 60 * 1000;
/** The clock's acts come a little after the last moment of a window. */
const SOON_MS = 10 * 60 * 1000;
const APPLIED_DAYS_BEFORE = 6;

/** What people and offices did around one drive, and who signed it when. */
export function driveActs(
  context: DriveSeed,
  text: DriveText,
  index: number,
): { acts: Act[]; signatures: PlannedSignature[] } {
  const story: Story = { text, seed: 1_000 + index * 97, applicationId: 0, driveId: 0 };
  const { now } = context;
  const at = (daysAgo: number, place: number) => officeTime(now, daysAgo, story.seed + place);
  const { application } = text;
  if (application) {
    const acts = [
      { at: at(application.daysAgo + (application.state === "correction" ? 2 : 0), 0), do: applying },
    ];
    const answer = {
      at: at(application.daysAgo, 1),
      do: (time: Date) => answerDemonstration(context, story, time),
    };
    return { acts: application.state === "correction" ? [...acts, answer] : acts, signatures: [] };
  }
  const statute = context.statutes.get(text.statute);
  if (!statute) throw new Error(`There is no statute ${text.statute}.`);
  const began = beganAt(context, text, statute, story.seed);
  const ends = collectUntil(began, statute, context.pauses, []);
  const applied =
    statute.certification === "none" ? began : new Date(began.getTime() - APPLIED_DAYS_BEFORE * DAY_MS);
  const acts: Act[] = [{ at: applied, do: applying }];
  acts.push({ at: new Date(began.getTime() + 1), do: beginning });
  for (const [place, step] of text.steps.entries())
    acts.push({ at: at(step.daysAgo, place + 2), do: (time) => takeStep(context, story, step, time) });
  const byItself = async (time: Date) => {
    await closeBatches(context.services, time);
    await advanceDrives(context.services, time);
  };
  const byClock = [ends, ...text.steps.flatMap(endsOf)].map((end) => new Date(end.getTime() + SOON_MS));
  for (const time of byClock) if (time < now) acts.push({ at: time, do: byItself });
  return { acts, signatures: signaturesOf(context, story, { began, ends }, statute) };

  async function applying(time: Date) {
    await apply(context, story, time);
  }
  async function beginning(time: Date) {
    await certify(context, story, time);
    story.certified = await findDrive(context.tx, context.directory.space.id, story.driveId);
    await insertTranslations(
      context.tx,
      (["ko", "en", "ja"] as const).map((language) => ({
        matter_id: story.driveId,
        language,
        title: text.title[language],
        summary: text.summary[language],
      })),
    );
  }
  /** When a period that the step begins ends by itself. */
  function endsOf({ act, daysAgo }: DriveText["steps"][number]): Date[] {
    const step = act === "grant-shortfall" ? "shortfall" : act === "publish-list" ? "inspect" : undefined;
    const days = statute?.windows[step === "shortfall" ? "shortfallDays" : "inspectDays"];
    if (!statute || !step || !days) return [];
    return [endOfStep({ definition: statute, days_off: [] }, step, at(daysAgo, 0), { days })];
  }
}

/** A moment while offices are open, that many days ago. */
function officeTime(now: Date, daysAgo: number, seed: number): Date {
  const day = startOfDay(new Date(now.getTime() - daysAgo * DAY_MS));
  return new Date(Math.floor(day.getTime() + (9.5 + 7.5 * chance(seed, 5)) * HOUR_MS));
}

/** When it was certified; where its end is given, the last day from which collecting ends by then. */
function beganAt(
  { now, pauses }: DriveSeed,
  text: DriveText,
  statute: StatuteDefinition,
  seed: number,
): Date {
  if (text.beganDaysAgo !== undefined) return officeTime(now, text.beganDaysAgo, seed);
  const end = now.getTime() + (text.endsInDays ?? 0) * DAY_MS;
  for (let daysAgo = 1; daysAgo < 1_000; daysAgo += 1) {
    const began = officeTime(now, daysAgo, seed);
    if (startOfDay(collectUntil(began, statute, pauses, [])).getTime() <= end) return began;
  }
  throw new RangeError("There is no day from which collecting ends then.");
}

function signaturesOf(
  { residents, pauses, now }: DriveSeed,
  story: Story,
  { began, ends }: { began: Date; ends: Date },
  statute: StatuteDefinition,
): PlannedSignature[] {
  const { text, seed } = story;
  const ago = (daysAgo: number) => startOfDay(new Date(now.getTime() - daysAgo * DAY_MS));
  const handedIn = text.steps.find((step) => step.act === "hand-in");
  const last = handedIn ? ago(handedIn.daysAgo) : ends;
  const soon = now.getTime() - 2 * SOON_MS;
  const span = ({ fromDaysAgo, toDaysAgo }: Signing) => {
    const end = toDaysAgo !== undefined ? ago(toDaysAgo) : fromDaysAgo === undefined ? last : now;
    return {
      from: fromDaysAgo === undefined ? began : ago(fromDaysAgo),
      until: new Date(Math.min(end.getTime(), soon)),
    };
  };
  const count = text.signings.reduce((sum, signing) => sum + signing.count, 0);
  const drive: SignableDrive = {
    state: "collecting",
    closesAt: ends,
    definition: statute,
    pauses: [],
    alreadySigned: false,
  };
  const choice = { count, hearts: text.hearts, first: text.signedBy };
  const signers = signersOf(residents, drive, choice, seed, began);
  const paused = statute.pausesForElections ? pauses : [];
  return text.signings
    .flatMap((signing, place) => signingTimes(signing.count, span(signing), paused, seed + place))
    .flatMap((at, place) => {
      const resident = signers[place];
      return resident ? [{ story, resident, at }] : [];
    });
}
