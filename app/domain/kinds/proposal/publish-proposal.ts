import { DAY_MS, endOfPeriod } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashPictures, hashTexts, type PictureOnRecord } from "#app/domain/ledger/text-hash.ts";
import { placeColumns, placeOf } from "#app/domain/place/point.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { forgetSentIn, submitOnce, whatCameOf } from "#app/domain/submit-once.ts";
import { nextCount, thresholdsOfRules, writeThresholds } from "#app/domain/threshold/write-thresholds.ts";
import type { Database, Tx } from "#db/client.ts";
import { deleteDraft, lockDraft, lockWriter } from "#db/queries/drafts.ts";
import { insertMatter, isTextFixed } from "#db/queries/matters.ts";
import { givePicturesToMatter, listPicturesOfDraft } from "#db/queries/pictures.ts";
import { findCurrentRuleSet } from "#db/queries/rules.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { draftSubmission } from "./drafts.ts";
import { faultsOfDraft } from "./review-draft.ts";
import { type ProposalInput, proposalSchema } from "./schema.ts";

/** How long the address of a draft that was published leads to its proposal. */
const DRAFT_LEADS_ON_MS = 30 * DAY_MS;

/** Puts a proposal before the public, under the rules of the day. Returns its id. */
export function publishProposal(
  db: Database,
  spaceId: number,
  authorId: number,
  input: ProposalInput,
  now: Date,
): Promise<number> {
  return inTransaction(db, (tx) => publish(tx, spaceId, authorId, input, now));
}

/** A second tap and an answer that was lost lie within it; who means the same proposal twice waits no longer. */
const SAME_FOR_MS = 30 * 1000;

/**
 * As {@link publishProposal}, once: the same by the same author at once is the first. Once others stand behind that one,
 * its author has seen it published, and who sends it again means another.
 */
export function sendInProposal(
  db: Database,
  spaceId: number,
  authorId: number,
  input: ProposalInput,
  now: Date,
): Promise<number> {
  const { title, body, category, district, place = null } = input;
  const content = [title, body, category, district, ...(place ? [place.lon, place.lat] : [])];
  const sent = { personId: authorId, act: "proposal", about: spaceId, content } as const;
  return inTransaction(db, async (tx) => {
    const first = await whatCameOf(tx, sent, now);
    if (first !== undefined && (await isTextFixed(tx, first)))
      await forgetSentIn(tx, { act: "proposal", about: spaceId, result: first });
    return submitOnce(tx, sent, now, () => publish(tx, spaceId, authorId, input, now), SAME_FOR_MS);
  });
}

/**
 * Publishes a draft with its pictures, once: a second tap, or a second tab, is told the same proposal. The draft goes
 * in the same transaction.
 *
 * @returns the proposal's id
 * @throws PortalError "not-found" when it is gone or somebody else's; "invalid-input" when it is unfinished
 */
export function publishDraft(
  db: Database,
  directory: Directory,
  draftId: string,
  authorId: number,
  now: Date,
): Promise<number> {
  const spaceId = directory.space.id;
  return inTransaction(db, async (tx) => {
    await lockWriter(tx, authorId);
    const publishNow = async () => {
      const draft = await lockDraft(tx, spaceId, draftId, authorId);
      if (!draft) throw new PortalError("not-found");
      const input = parseInput(proposalSchema(directory), { ...draft, place: placeOf(draft) });
      const faults = faultsOfDraft(directory, { ...draft, pictures: await listPicturesOfDraft(tx, draftId) });
      if (faults.length > 0) throw new PortalError("invalid-input", { faults });
      const id = await publish(tx, spaceId, authorId, input, now, (matterId) =>
        givePicturesToMatter(tx, draftId, matterId),
      );
      await deleteDraft(tx, spaceId, draftId, authorId);
      return id;
    };
    return submitOnce(tx, draftSubmission(spaceId, draftId, authorId), now, publishNow, DRAFT_LEADS_ON_MS);
  });
}

async function publish(
  tx: Tx,
  spaceId: number,
  authorId: number,
  input: ProposalInput,
  now: Date,
  attach: (matterId: number) => Promise<PictureOnRecord[]> = async () => [],
): Promise<number> {
  const ruleSet = await findCurrentRuleSet(tx, spaceId);
  if (!ruleSet) throw new Error("The space has no rules.");
  const thresholds = await thresholdsOfRules(tx, ruleSet.id, "proposal");
  const closesAt = endOfPeriod(now, { days: ruleSet.open_days });
  const { place = null, ...text } = input;
  const id = await insertMatter(tx, {
    ...text,
    ...placeColumns(place),
    space_id: spaceId,
    kind: "proposal",
    state: "open",
    author_id: authorId,
    rule_set_id: ruleSet.id,
    roll_id: ruleSet.roll_id,
    visibility: "public",
    opened_at: now,
    opens_at: now,
    closes_at: closesAt,
    withdrawable_until: closesAt,
    updated_at: now,
    next_threshold: nextCount(thresholds, 0),
  });
  await writeThresholds(tx, id, thresholds);
  const pictures = await attach(id);
  await noteSearchChanges(tx, [{ kind: "proposal", id }]);
  await appendToLedger(tx, [
    {
      spaceId,
      matterId: id,
      kind: "published",
      at: now,
      data: {
        category: input.category,
        district: input.district,
        rules: ruleSet.version,
        closesAt: closesAt.toISOString(),
        text: hashTexts({ title: input.title, body: input.body }),
        pictures: hashPictures(pictures),
      },
    },
  ]);
  return id;
}
