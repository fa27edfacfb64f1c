import { z } from "zod";
import { hideProposalComment, showProposalComment } from "#app/domain/comment/comments.ts";
import { PortalError } from "#app/domain/errors.ts";
import { choice, parseInput } from "#app/domain/input.ts";
import { hideStatement, showStatement } from "#app/domain/opinion-map/hide-statement.ts";
import { hidingSchema } from "#app/domain/opinion-map/schema.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { hide } from "#app/domain/quick-poll/chat.ts";
import { hideWhole, showQuick } from "#app/domain/quick-poll/moderate.ts";
import { hideSchema } from "#app/domain/quick-poll/schema.ts";
import { settle } from "#app/domain/report/settle.ts";
import type { Database } from "#db/client.ts";
import { findModerated, lockModerated, settleReports } from "#db/queries/reports.ts";
import { SHOW_REASONS } from "#db/tables/report.ts";
import { inTransaction } from "#db/transaction.ts";
import { HIDDEN_FOR } from "./what-may-be-hidden.ts";

/** What moderators decide on what was reported, whatever it is. Each noun hides its own, by its own rules. */

interface Judging {
  spaceId: number;
  viewer: Viewer;
  now: Date;
}

/** The one-touch poll that looks different from now on; null: none. */
type Changed = Promise<number | null>;

async function findJudged(db: Database, { spaceId, viewer }: Judging, id: number) {
  if (!may(viewer, "report.judge", { space: spaceId })) throw new PortalError("not-permitted");
  const found = await findModerated(db, spaceId, id);
  if (!found) throw new PortalError("not-found");
  return found;
}

/**
 * Hides a thing for a reason of its own kind, and answers who reported it.
 *
 * @param typed with the `reason`
 * @throws PortalError "not-permitted", "not-found", "invalid-input"; "bad-request" for what nobody may hide
 */
export async function hideReported(
  db: Database,
  judging: Judging,
  id: number,
  typed: Record<string, string>,
): Changed {
  const { spaceId, viewer, now } = judging;
  const found = await findJudged(db, judging, id);
  if (found.hidden) {
    // It was hidden while it was being reported.
    await inTransaction(db, async (tx) => {
      await lockModerated(tx, spaceId, found);
      await settleReports(tx, id, "hidden", now);
    });
    return null;
  }
  const { subject, matter_id: matterId, quick_poll_id: pollId, maker_id: makerId } = found;
  if (subject === "statement" && matterId !== null) {
    const { reason } = parseInput(hidingSchema, typed);
    await hideStatement(db, viewer, spaceId, { matterId, id: found.id }, reason, now);
    return null;
  }
  if (subject === "comment") {
    const { reason } = parseInput(hideSchema, typed);
    await hideProposalComment(db, judging, found.id, reason);
    return null;
  }
  if (pollId === null || makerId === null) throw new PortalError("bad-request");
  const { reason } = parseInput(hideSchema, typed);
  if (subject === "quick-poll") await hideWhole(db, spaceId, { id: pollId }, viewer, reason, now);
  else await hide(db, spaceId, { id: pollId, makerId }, viewer, { messageId: found.id, reason }, now);
  return pollId;
}

/**
 * Nothing is wrong with a thing, or it is for others to say: of what nobody may hide a moderator tells whom it concerns.
 * They do so outside of the portal, which knows of no office that answers for what a citizen wrote and sends none a thing.
 *
 * @param seen how many reports the moderator saw
 * @throws PortalError "not-permitted", "not-found"; "bad-request" to pass on what may be hidden; "changed-meanwhile" when it was decided, or reported again, since
 */
export async function answerReports(
  db: Database,
  judging: Judging,
  id: number,
  act: "kept" | "passed-on",
  seen: number,
): Promise<void> {
  const { spaceId, viewer, now } = judging;
  const found = await findJudged(db, judging, id);
  if (act === "passed-on" && HIDDEN_FOR[found.subject].length > 0) throw new PortalError("bad-request");
  await inTransaction(db, async (tx) => {
    const { reports } = await lockModerated(tx, spaceId, found);
    if (reports === 0 || reports !== seen) throw new PortalError("changed-meanwhile");
    await settle(tx, spaceId, found, { act, reason: null, by: viewer.personId, now });
  });
}

const showSchema = z.object({ reason: choice(SHOW_REASONS) });

/**
 * Shows again what was hidden by mistake, or after an objection.
 *
 * @param typed with the `reason`
 * @throws PortalError "not-permitted", "not-found", "invalid-input"; "changed-meanwhile" when it is not hidden
 */
export async function showAgain(
  db: Database,
  judging: Judging,
  id: number,
  typed: Record<string, string>,
): Changed {
  const { spaceId, viewer, now } = judging;
  const { subject, quick_poll_id: pollId, ...found } = await findJudged(db, judging, id);
  const { reason } = parseInput(showSchema, typed);
  if (subject === "statement") await showStatement(db, viewer, spaceId, found.id, reason, now);
  else if (subject === "comment") await showProposalComment(db, judging, found.id, reason);
  else if (subject === "quick-poll" || subject === "message")
    await showQuick(db, spaceId, { subject, id: found.id }, viewer, reason, now);
  else throw new PortalError("changed-meanwhile");
  return pollId;
}
