import { DAY_MS, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { insertMatter, insertTranslations } from "#db/queries/matters.ts";
import { findCurrentRuleSet } from "#db/queries/rules.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { approveVoteDraft, findVoteDraft, listVoteWriters } from "#db/queries/vote-drafts.ts";
import { insertVote } from "#db/queries/votes.ts";
import { inTransaction } from "#db/transaction.ts";
import { ownCommission } from "./commission.ts";
import { eligibleOf } from "./definition.ts";
import { holdToLaw, type VoteWriting } from "./vote-drafts.ts";

/**
 * Announces what an officer of the commission wrote, by another one who wrote none of it. From now on nothing of it
 * changes; its day follows from the notice, by the law in force now.
 *
 * @param version the one that the approver read
 * @throws PortalError "not-permitted", also for who wrote any of it; "not-found"; "changed-meanwhile" of another version,
 *   or when it is announced already; "not-ready", "invalid-input" as for writing it
 */
export async function announceVote(
  { db, directory, viewer, now }: VoteWriting,
  id: number,
  version: number,
): Promise<void> {
  const office = ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  return inTransaction(db, async (tx) => {
    const draft = await findVoteDraft(tx, spaceId, id);
    if (!draft) throw new PortalError("not-found");
    if ((await listVoteWriters(tx, id)).has(viewer.personId)) throw new PortalError("not-permitted");
    if (draft.version !== version || !(await approveVoteDraft(tx, id, version, now)))
      throw new PortalError("changed-meanwhile");
    const { definition } = draft;
    const { statuteId, day } = await holdToLaw(tx, spaceId, definition, now);
    const rules = await findCurrentRuleSet(tx, spaceId);
    if (!rules) throw new Error("The space has no rules.");
    const { title, question, category, source, places } = definition;
    await insertMatter(tx, {
      id,
      space_id: spaceId,
      kind: "vote",
      state: "open",
      title: title.ko,
      body: question.ko,
      category,
      district: null,
      author_id: null,
      rule_set_id: rules.id,
      visibility: "public",
      opened_at: now,
      opens_at: momentOf(day.day, definition.opens),
      closes_at: momentOf(day.day, definition.closes),
      // One votes at a polling place: nothing here is ever taken back.
      withdrawable_until: now,
      updated_at: now,
    });
    const languages = (["en", "ja"] as const).flatMap((language) => {
      const translated = title[language];
      return translated
        ? [{ matter_id: id, language, title: translated, summary: question[language] ?? "" }]
        : [];
    });
    await insertTranslations(tx, languages);
    const eligible = eligibleOf(places);
    const drive = source.by === "drive" ? source.drive : null;
    await insertVote(tx, {
      matter_id: id,
      office_id: office.id,
      statute_id: statuteId,
      drive_id: drive,
      definition,
      eligible,
      voting_day: day.day,
    });
    await noteSearchChanges(tx, [{ kind: "vote", id }]);
    const data = { votingDay: day.day, eligible, drive, text: hashTexts(definition) };
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "vote-announced", at: now, data }]);
  });
}

/** A time of a day in Seoul; both were checked before. */
function momentOf(day: string, time: string): Date {
  const start = startOfSeoulDay(day);
  if (!start) throw new RangeError(`There is no day ${day}.`);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(start.getTime() + ((hours * 60 + minutes) * DAY_MS) / (24 * 60));
}
