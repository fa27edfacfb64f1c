import { PortalError } from "#app/domain/errors.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashText, hashTexts } from "#app/domain/ledger/text-hash.ts";
import { placeColumns, placeOf } from "#app/domain/place/point.ts";
import { refuseUnseen } from "#app/domain/seen-text.ts";
import { forgetSentIn, submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import { listDutiesOfMatters } from "#db/queries/duties.ts";
import { deleteTranslations, findMatter } from "#db/queries/matters.ts";
import { insertSupplement, lockOwnProposal, updateText, withdrawMatter } from "#db/queries/proposals.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction, isRefusedBy } from "#db/transaction.ts";
import { type ProposalInput, proposalMarked } from "./schema.ts";

/** What an author may do to a published proposal: what is asked is part of the statement, or under the row's lock. */

/**
 * Changes the text, until somebody else first agrees. Translations of the old text go.
 *
 * @param seen the mark of the text that its author had before them; undefined: it is changed whatever stands there
 * @throws PortalError "changed-meanwhile" when another window changed it since; "not-found", "not-permitted",
 *   "matter-not-open", "text-fixed"
 */
export function changeText(
  db: Database,
  spaceId: number,
  id: number,
  authorId: number,
  input: ProposalInput,
  now: Date,
  seen?: string,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const standing = await lockOwnProposal(tx, spaceId, id, authorId, now);
    if (!standing) throw await whyNot(tx, spaceId, id, authorId, now);
    const { place = null, ...text } = input;
    refuseUnseen(seen, proposalMarked(standing, placeOf(standing)), proposalMarked(text, place));
    const changed = await updateText(tx, spaceId, id, authorId, { ...text, ...placeColumns(place) }, now);
    if (!changed) throw await whyNot(tx, spaceId, id, authorId, now);
    await deleteTranslations(tx, id);
    await forgetSentIn(tx, { act: "proposal", about: spaceId, result: id });
    await noteSearchChanges(tx, [{ kind: "proposal", id }]);
    await appendToLedger(tx, [
      {
        spaceId,
        matterId: id,
        kind: "text-changed",
        at: now,
        data: {
          category: input.category,
          district: input.district,
          text: hashTexts({ title: input.title, body: input.body }),
        },
      },
    ]);
  });
}

/** Adds a dated supplement, once; the text above it stays as people agreed to it. */
export function addSupplement(
  db: Database,
  spaceId: number,
  id: number,
  authorId: number,
  body: string,
  now: Date,
): Promise<void> {
  const sent = { personId: authorId, act: "supplement", about: id, content: [body] } as const;
  const add = async (tx: Tx) => {
    const own = await lockOwnProposal(tx, spaceId, id, authorId, now);
    if (!own) throw await whyNot(tx, spaceId, id, authorId, now);
    const supplement = await insertSupplement(tx, id, body, now).catch((error) => {
      throw isRefusedBy(error, "supplement_position_check") ? new PortalError("supplements-full") : error;
    });
    await noteSearchChanges(tx, [{ kind: "proposal", id }]);
    await appendToLedger(tx, [
      { spaceId, matterId: id, kind: "supplemented", at: now, data: { supplement, text: hashText(body) } },
    ]);
    return supplement;
  };
  return inTransaction(db, async (tx) => {
    await submitOnce(tx, sent, now, () => add(tx));
  });
}

/** Withdraws an open proposal. What it has reached stays on record, and a reply that is owed stays owed. */
export function withdrawProposal(
  db: Database,
  spaceId: number,
  id: number,
  authorId: number,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const withdrawn = await withdrawMatter(tx, spaceId, id, authorId, now);
    if (!withdrawn) throw await whyNot(tx, spaceId, id, authorId, now);
    await forgetSentIn(tx, { act: "proposal", about: spaceId, result: id });
    const duties = await listDutiesOfMatters(tx, [id]);
    await noteSearchChanges(tx, [
      { kind: "proposal", id },
      ...duties.map((duty) => ({ kind: "reply" as const, id: duty.id })),
    ]);
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "withdrawn", at: now, data: {} }]);
  });
}

/** Nothing was changed: the reason, read after the fact, only to say it well. */
async function whyNot(
  db: Queryable,
  spaceId: number,
  id: number,
  authorId: number,
  now: Date,
): Promise<PortalError> {
  const matter = await findMatter(db, spaceId, id, "proposal");
  if (!matter) return new PortalError("not-found");
  if (matter.author_id !== authorId) return new PortalError("not-permitted");
  if (matter.state !== "open" || matter.closes_at < now) return new PortalError("matter-not-open");
  return new PortalError("text-fixed");
}
