import type { DataKeys } from "#app/domain/data-keys.ts";
import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashPictures, hashTexts } from "#app/domain/ledger/text-hash.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { nextCount, thresholdsOfRules, writeThresholds } from "#app/domain/threshold/write-thresholds.ts";
import type { Database, Tx } from "#db/client.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { insertMatter, insertTranslations } from "#db/queries/matters.ts";
import { findPollDraft, listDraftWriters, markApproved } from "#db/queries/poll-drafts.ts";
import { listNamedPictures } from "#db/queries/poll-pictures.ts";
import { insertPoll } from "#db/queries/polls.ts";
import { findRoll } from "#db/queries/rolls.ts";
import { findCurrentRuleSet } from "#db/queries/rules.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { inTransaction } from "#db/transaction.ts";

/** The clock is asked again a second after the end: what is due then is due. */
const AFTER_THE_END_MS = 1_000;

/**
 * Approves what an officer wrote, by another one who wrote none of it: from now on it is a poll, and opens and closes by
 * its dates. The ledger has the hash of all that is asked; nothing of it changes any more.
 *
 * @param version the one that the approver read; left out: as it stands
 * @throws PortalError "not-found"; "not-permitted", also for who wrote any of it; "not-ready" of what was not submitted;
 *   "changed-meanwhile" of another version, or when it is approved already; "invalid-input" when its end has passed
 */
export function approvePoll(
  { db, dataKeys }: { db: Database; dataKeys: DataKeys },
  viewer: Viewer,
  spaceId: number,
  id: number,
  version: number | undefined,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const draft = await findPollDraft(tx, spaceId, id);
    const seen =
      draft &&
      (may(viewer, "poll.approve", { space: spaceId }) ||
        may(viewer, "poll.write", { space: spaceId, office: draft.office_id }));
    if (!draft || !seen) throw new PortalError("not-found");
    if (!may(viewer, "poll.approve", { space: spaceId })) throw new PortalError("not-permitted");
    if ((await listDraftWriters(tx, id)).has(viewer.personId)) throw new PortalError("not-permitted");
    if (draft.approved_at) throw new PortalError("changed-meanwhile");
    if (!draft.submitted_at) throw new PortalError("not-ready");
    if (version !== undefined && version !== draft.version) throw new PortalError("changed-meanwhile");
    const definition = openingNotBefore(draft.definition, now);
    if (definition.closesAt <= definition.opensAt)
      throw new PortalError("invalid-input", { faults: [{ field: "closesAt", code: "not-later" }] });
    if (!(await markApproved(tx, id, draft.version, now))) throw new PortalError("changed-meanwhile");
    await publishPoll(tx, dataKeys, { id, spaceId, officeId: draft.office_id, definition }, now);
  });
}

/** A day that has passed meanwhile is today. */
const openingNotBefore = (definition: PollDefinition, now: Date): PollDefinition => ({
  ...definition,
  opensAt: definition.opensAt < now.toISOString() ? now.toISOString() : definition.opensAt,
});

async function publishPoll(
  tx: Tx,
  dataKeys: DataKeys,
  poll: { id: number; spaceId: number; officeId: number; definition: PollDefinition },
  now: Date,
): Promise<void> {
  const { id, spaceId, officeId, definition } = poll;
  const { title, summary, who, purpose } = definition;
  const [opensAt, closesAt] = [new Date(definition.opensAt), new Date(definition.closesAt)];
  const rules = await findCurrentRuleSet(tx, spaceId);
  if (!rules) throw new Error("The space has no rules.");
  const roll = who.roll === undefined ? undefined : await findRoll(tx, spaceId, who.roll);
  if (who.roll !== undefined && !roll) throw new PortalError("changed-meanwhile");
  // What counts nothing reaches nothing.
  const thresholds = purpose === "mock" ? [] : await thresholdsOfRules(tx, rules.id, "poll");
  await insertMatter(tx, {
    id,
    space_id: spaceId,
    kind: "poll",
    state: "open",
    title: title.ko,
    body: summary?.ko ?? "",
    category: definition.category,
    district: definition.district,
    author_id: null,
    rule_set_id: rules.id,
    roll_id: roll?.id ?? null,
    visibility: "public",
    opened_at: now,
    opens_at: opensAt,
    closes_at: closesAt,
    // A ballot may be changed where the poll says so; that somebody took part is not taken back.
    withdrawable_until: now,
    updated_at: now,
    next_threshold: nextCount(thresholds, 0),
  });
  const languages = (["en", "ja"] as const).flatMap((language) => {
    const translated = title[language];
    return translated
      ? [{ matter_id: id, language, title: translated, summary: summary?.[language] ?? "" }]
      : [];
  });
  await insertTranslations(tx, languages);
  await writeThresholds(tx, id, thresholds);
  await insertPoll(tx, {
    matter_id: id,
    office_id: officeId,
    data_key_id: await dataKeys.create(tx, now),
    definition,
  });
  await noteSearchChanges(tx, [{ kind: "poll", id }]);
  await enqueue(tx, "advance-polls", {}, `advance-polls opens ${id}`, opensAt);
  const end = new Date(closesAt.getTime() + AFTER_THE_END_MS);
  await enqueue(tx, "advance-polls", {}, `advance-polls closes ${id}`, end);
  await appendToLedger(tx, [
    {
      spaceId,
      matterId: id,
      kind: "poll-approved",
      at: now,
      data: {
        opensAt: definition.opensAt,
        closesAt: definition.closesAt,
        rules: rules.version,
        text: hashTexts(definition),
        pictures: hashPictures(await listNamedPictures(tx, id, definition)),
      },
    },
  ]);
}
