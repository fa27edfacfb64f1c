import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Database, Queryable } from "#db/client.ts";
import { findPoll, insertCorrection, type PollRow, withdrawPollMatter } from "#db/queries/polls.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { pollStateAt } from "./poll-state.ts";

const CORRECTION_LIMITS = { min: 2, max: 1_000 };
const translated = text({ ...CORRECTION_LIMITS, min: 0 })
  .optional()
  .transform((value) => value || undefined);

export const correctionSchema = z.object({ ko: text(CORRECTION_LIMITS), en: translated, ja: translated });
type CorrectionInput = z.output<typeof correctionSchema>;

/** A poll for the office that asks. @throws PortalError "not-found", "not-permitted" */
async function ownPoll(db: Queryable, viewer: Viewer, spaceId: number, id: number): Promise<PollRow> {
  const poll = await findPoll(db, spaceId, id);
  if (!poll) throw new PortalError("not-found");
  if (!may(viewer, "poll.write", { space: spaceId, office: poll.office_id }))
    throw new PortalError("not-permitted");
  return poll;
}

/**
 * Tells everybody of a mistake in a poll that is approved, once: what is asked stays as it was.
 *
 * @returns the notice's number
 * @throws PortalError "not-found", "not-permitted"; "matter-not-open" after its end; "supplements-full"
 */
export async function correctPoll(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  id: number,
  body: CorrectionInput,
  now: Date,
): Promise<number> {
  const poll = await ownPoll(db, viewer, spaceId, id);
  const state = pollStateAt(poll, now);
  if (state !== "open" && state !== "scheduled") throw new PortalError("matter-not-open");
  const { personId } = viewer;
  const content = [body.ko, body.en ?? null, body.ja ?? null];
  const sent = { personId, act: "poll-correction", about: id, content } as const;
  return inTransaction(db, (tx) =>
    submitOnce(tx, sent, now, async () => {
      const notice = { matter_id: id, body, made_by: personId, made_at: now };
      const correction = await insertCorrection(tx, notice);
      if (correction === undefined) throw new PortalError("supplements-full");
      await appendToLedger(tx, [
        {
          spaceId,
          matterId: id,
          kind: "poll-corrected",
          at: now,
          data: { correction, text: hashTexts(body) },
        },
      ]);
      return correction;
    }),
  );
}

/**
 * Ends a poll without a result, such as for a mistake that no notice mends: its ballots are forgotten uncounted.
 *
 * @throws PortalError "not-found", "not-permitted"; "matter-not-open" after its end
 */
export async function withdrawPoll(
  db: Database,
  viewer: Viewer,
  spaceId: number,
  id: number,
  now: Date,
): Promise<void> {
  await ownPoll(db, viewer, spaceId, id);
  await inTransaction(db, async (tx) => {
    if (!(await withdrawPollMatter(tx, spaceId, id, now))) throw new PortalError("matter-not-open");
    await noteSearchChanges(tx, [{ kind: "poll", id }]);
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "withdrawn", at: now, data: {} }]);
  });
}
