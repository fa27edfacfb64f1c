import { seoulDay } from "#app/domain/calendar/dates.ts";
import type { DataKeys } from "#app/domain/data-keys.ts";
import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { nextCount, writeThresholds } from "#app/domain/threshold/write-thresholds.ts";
import type { Queryable, Tx } from "#db/client.ts";
import { type ApplicationRow, changeApplication } from "#db/queries/applications.ts";
import { insertDrive } from "#db/queries/drives.ts";
import { insertMatter } from "#db/queries/matters.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { listDaysOff, listElectorate, listPauses } from "#db/queries/statutes.ts";
import type { DriveDraft } from "#db/tables/drive-draft.ts";
import { textShapeOf } from "./application-schema.ts";
import { collectUntil } from "./calendar.ts";
import { draftHash } from "./draft.ts";
import { requiredSignatures, thresholdsOf } from "./statute.ts";
import { tellDecision } from "./tell-decision.ts";

export interface StartOptions {
  dataKeys: Pick<DataKeys, "create">;
  /** Where the space stands, for the links in letters. */
  home: string;
}

/**
 * What a drive would be asked for if it began at `now`.
 *
 * @returns undefined when the law asks for a part of the residents and how many they are was not published yet
 */
export async function termsAt(
  db: Queryable,
  application: Pick<ApplicationRow, "space_id" | "definition" | "content">,
  now: Date,
) {
  const { space_id, definition, content } = application;
  const day = seoulDay(now);
  const [electorate, pauses, daysOff] = await Promise.all([
    listElectorate(db, space_id, day),
    listPauses(db, space_id, day),
    listDaysOff(db, space_id),
  ]);
  const isPart = definition.threshold.kind === "fraction";
  const whole = isPart ? electorate.find(({ district }) => district === null) : undefined;
  if (isPart && !whole) return undefined;
  const target = content.targetCode ?? undefined;
  const facts = whole ? { eligible: whole.eligible, population: whole.population, target } : null;
  return {
    ...requiredSignatures(definition, facts),
    eligible: whole?.eligible ?? null,
    asOf: whole?.as_of ?? null,
    collectUntil: collectUntil(now, definition, pauses, daysOff),
  };
}

/** Exactly what will be signed: what was handed in, without what only the clerk needs. */
function draftOf(application: ApplicationRow): DriveDraft {
  const { definition, statute_version, request, title, content } = application;
  const { exclusions: _, articles, ...text } = content;
  const shape = textShapeOf(definition, request);
  // What another kind of request left behind is no part of this one.
  const side = (name: "current" | "proposed", value: string | null) =>
    (shape === name || shape === "both") && value ? value : null;
  return {
    statute: definition.code,
    version: statute_version,
    request,
    title,
    ...text,
    articles:
      shape === "none"
        ? []
        : articles.map(({ number, title: heading, current, proposed }) => ({
            number,
            title: heading,
            current: side("current", current),
            proposed: side("proposed", proposed),
          })),
  };
}

/**
 * Puts an application that was handed in before the public: matter, drive, its numbers, its key, the ledger's line
 * and the letters, in the caller's transaction, whole or not at all.
 *
 * @param clerkId who certified it; null: the statute asks for no certificate
 * @returns the drive's id
 * @throws PortalError "changed-meanwhile" when it no longer waits, "electorate-unknown"
 */
export async function startDrive(
  tx: Tx,
  application: ApplicationRow,
  clerkId: number | null,
  now: Date,
  { dataKeys, home }: StartOptions,
): Promise<number> {
  const { definition, space_id: spaceId, person_id, title, category } = application;
  const terms = await termsAt(tx, application, now);
  if (!terms) throw new PortalError("electorate-unknown");
  const thresholds = thresholdsOf(definition, terms.required);
  const draft = draftOf(application);
  const hash = draftHash(draft);
  const matterId = await insertMatter(tx, {
    space_id: spaceId,
    kind: "drive",
    state: "open",
    title,
    body: draft.summary,
    category,
    district: null,
    author_id: person_id,
    rule_set_id: null,
    visibility: definition.visibility === "listed" ? "public" : "unlisted",
    opened_at: now,
    opens_at: now,
    closes_at: terms.collectUntil,
    // Until its list is handed in, which ends its matter.
    withdrawable_until: null,
    updated_at: now,
    // What people sign is bound to its hash: it never changes.
    text_fixed_at: now,
    next_threshold: nextCount(thresholds, 0),
  });
  const certificate = `${seoulDay(now).slice(0, 4)}-${matterId}`;
  await insertDrive(tx, {
    matter_id: matterId,
    application_id: application.id,
    statute_id: application.statute_id,
    representative_id: person_id,
    state: "collecting",
    listed_at: definition.visibility === "listed" ? now : null,
    request: application.request,
    draft: JSON.stringify(draft),
    draft_hash: hash,
    certificate,
    eligible: terms.eligible,
    as_of: terms.asOf,
    required: terms.required,
    data_key_id: await dataKeys.create(tx, now),
    certified_at: now,
    collect_until: terms.collectUntil,
    skips_days_off: true,
  });
  await writeThresholds(tx, matterId, thresholds);
  const decided = {
    state: "certified",
    matter_id: matterId,
    decided_at: now,
    decided_by: clerkId,
    updated_at: now,
  } as const;
  if (!(await changeApplication(tx, spaceId, application.id, ["submitted"], decided)))
    throw new PortalError("changed-meanwhile");
  await noteSearchChanges(tx, [{ kind: "drive", id: matterId }]);
  await tellDecision(tx, { ...application, matter_id: matterId }, { kind: "certified", terms }, home, now);
  await appendToLedger(tx, [
    {
      spaceId,
      matterId,
      kind: "certified",
      at: now,
      data: {
        certificate,
        certification: definition.certification,
        statute: definition.code,
        version: application.statute_version,
        required: terms.required,
        eligible: terms.eligible,
        asOf: terms.asOf,
        collectUntil: terms.collectUntil.toISOString(),
        text: hashTexts(draft),
      },
    },
  ]);
  return matterId;
}
