import { seoulDay } from "#app/domain/calendar/dates.ts";
import { readDuties } from "#app/domain/duty/read-duties.ts";
import { PortalError } from "#app/domain/errors.ts";
import { FOR_PROOF } from "#app/domain/ledger/read-timeline.ts";
import type { Queryable } from "#db/client.ts";
import { findDriveRole, listDriveEvents, listRepresentatives } from "#db/queries/drive-lists.ts";
import { type DriveRow, findDrive } from "#db/queries/drives.ts";
import { listSupportDays, listTranslations } from "#db/queries/matters.ts";
import { countObjections } from "#db/queries/objections.ts";
import { hasSigned } from "#db/queries/signatures.ts";
import { listDistricts } from "#db/queries/spaces.ts";
import { listElectorateAsOf } from "#db/queries/statutes.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import type { Language, Localized } from "#db/tables/language.ts";
import type { Fraction, StatuteDefinition } from "#db/tables/statute-definition.ts";
import { type DayCount, districtsOf } from "./districts.ts";
import { stageOf } from "./stage.ts";
import { requiredSignatures } from "./statute.ts";
import { trackOf } from "./track.ts";

/** How the required number comes about, for showing the sum; null: the law names the number itself. */
export interface Formula {
  eligible: number;
  /** YYYY-MM-DD, a 31 December. */
  asOf: string;
  share: Fraction;
  className: Localized | null;
  /** The article of the city's own ordinance, where that sets the share. */
  ordinance: string | null;
}

type DateColumn =
  | "certified_at"
  | "collect_until"
  | "handed_in_at"
  | "list_published_at"
  | "inspect_until"
  | "shortfall_until"
  | "decidable_at"
  | "accepted_at"
  | "introduced_at"
  | "extended_at"
  | "decided_at"
  | "delete_data_at";

/** The facts of a drive's row that its dates follow from. */
export const datesOf = (drive: Pick<DriveRow, DateColumn | "days_off">) => ({
  certifiedAt: drive.certified_at,
  collectUntil: drive.collect_until,
  handedInAt: drive.handed_in_at,
  listPublishedAt: drive.list_published_at,
  inspectUntil: drive.inspect_until,
  shortfallUntil: drive.shortfall_until,
  decidableAt: drive.decidable_at,
  acceptedAt: drive.accepted_at,
  introducedAt: drive.introduced_at,
  extendedAt: drive.extended_at,
  decidedAt: drive.decided_at,
  deleteDataAt: drive.delete_data_at,
  daysOff: drive.days_off,
});

/** Whether signatures are taken now; a pause around an election is the law's own, see `eligibility.ts`. */
export function isCollecting(
  drive: Pick<DriveRow, "state" | "matter_state" | "closes_at">,
  now: Date,
): boolean {
  const state = drive.state === "collecting" || drive.state === "shortfall";
  return state && drive.matter_state === "open" && drive.closes_at >= now;
}

/**
 * One drive, whole, as everybody may see it, with the reader's language's title and summary where there are any;
 * `personId` adds what it is to the reader.
 *
 * @throws PortalError "not-found"
 */
export async function readDrive(
  db: Queryable,
  spaceId: number,
  id: number,
  { personId, language }: { personId?: number; language: Language },
  now: Date,
) {
  const drive = await findDrive(db, spaceId, id);
  if (!drive) throw new PortalError("not-found");
  const [
    milestones,
    representatives,
    days,
    codes,
    objections,
    electorate,
    events,
    translations,
    duties,
    own,
    role,
  ] = await Promise.all([
    listThresholds(db, [id]),
    listRepresentatives(db, id),
    listSupportDays(db, id),
    listDistricts(db, spaceId),
    countObjections(db, id),
    drive.as_of === null ? [] : listElectorateAsOf(db, drive.space_id, drive.as_of),
    listDriveEvents(db, id, FOR_PROOF),
    drive.language === language ? [] : listTranslations(db, id),
    readDuties(db, [id], now),
    personId === undefined ? false : hasSigned(db, id, personId),
    personId === undefined ? null : findDriveRole(db, id, personId),
  ]);
  const { definition } = drive;
  const reached = milestones.every((milestone) => milestone.reached_at !== null);
  return {
    id,
    title: drive.title,
    language: drive.language,
    /** Of title and summary alone; what is signed stays as it was written. */
    translation: translations.find((one) => one.language === language) ?? null,
    category: drive.category,
    state: drive.state,
    stage: stageOf(drive.state),
    listed: drive.visibility === "public",
    collecting: isCollecting(drive, now),
    statute: {
      code: drive.statute_code,
      version: drive.statute_version,
      name: definition.name,
      summary: definition.summary,
      article: definition.article,
      subject: definition.subject,
      eligibility: definition.eligibility,
      keepData: definition.keepData,
      certification: definition.certification,
    },
    requestName: definition.requests.find(({ code }) => code === drive.request)?.name ?? null,
    targetName: definition.targets.find(({ code }) => code === drive.draft.targetCode)?.name ?? null,
    draft: drive.draft,
    draftHash: drive.draft_hash.toString("hex"),
    certificate: drive.certificate,
    representatives,
    supportCount: drive.support_count,
    online: drive.support_count - drive.paper_count,
    paper: drive.paper_count,
    /** Signatures that objections showed to be invalid: `supportCount` still has them. */
    struck: objections.struck,
    required: drive.required,
    formula: formulaOf(drive, electorate.find(({ district }) => district === null)?.population ?? null),
    milestones: milestones.map(({ code, count, reached_at }) => ({
      code,
      name: milestoneName(definition, code),
      threshold: count,
      reachedAt: reached_at?.toISOString() ?? null,
    })),
    reached,
    days,
    districts: districtsOf(
      definition,
      electorate,
      codes.map(({ code }) => code),
      dayCountOf(drive),
    ),
    certifiedAt: drive.certified_at.toISOString(),
    closesAt: drive.closes_at.toISOString(),
    track: trackOf(definition, { ...datesOf(drive), state: drive.state, reached }, now),
    /** What the council owes, or owed, by law. */
    duties,
    decision: drive.decision,
    clerkNote: drive.state === "shortfall" || drive.state === "dismissed" ? drive.clerk_note : null,
    decidedAt: drive.decided_at?.toISOString() ?? null,
    dataDeletedAt: drive.data_deleted_at?.toISOString() ?? null,
    timeline: events.map(({ seq, kind, at, data }) => ({ seq, kind, at: at.toISOString(), data })),
    reader: { signed: own, role },
  };
}

export type DriveView = Awaited<ReturnType<typeof readDrive>>;

/** The last day's signatures by district; once their data was deleted, what was left of them then. */
function dayCountOf({
  kept_counts: kept,
  data_deleted_at,
  counted_day,
  districts,
}: DriveRow): DayCount | null {
  if (!kept || !data_deleted_at)
    return counted_day !== null && districts ? { day: counted_day, counts: districts } : null;
  const within = Object.values(kept.districts).reduce((sum, count) => sum + count, 0);
  const elsewhere = kept.online + kept.paper - within;
  return { day: seoulDay(data_deleted_at), counts: { ...kept.districts, "": elsewhere } };
}

function milestoneName({ threshold }: StatuteDefinition, code: string): Localized | null {
  return threshold.kind === "fixed"
    ? (threshold.milestones.find((one) => one.code === code)?.name ?? null)
    : null;
}

function formulaOf(drive: DriveRow, population: number | null): Formula | null {
  const { definition, eligible, as_of: asOf, draft } = drive;
  if (definition.threshold.kind === "fixed" || eligible === null || asOf === null) return null;
  const { share, className, ordinance } = requiredSignatures(definition, {
    eligible,
    population,
    target: draft.targetCode ?? undefined,
  });
  return share && { eligible, asOf, share, className, ordinance };
}
