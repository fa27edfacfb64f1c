import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { type TextLimits, text } from "#app/domain/input.ts";
import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { isAuthorOf } from "#app/domain/matter/is-author.ts";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import { settle } from "#app/domain/report/settle.ts";
import type { Database, Queryable, Tx } from "#db/client.ts";
import {
  countComments,
  findSameComment,
  hideComment,
  insertComment,
  type ListedComment,
  listComments,
  type NewComment,
  showComment,
  withdrawComment,
} from "#db/queries/comments.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { findMatter } from "#db/queries/matters.ts";
import type { HideReason } from "#db/tables/quick-poll.ts";
import type { ShowReason } from "#db/tables/report.ts";
import { inTransaction } from "#db/transaction.ts";

/**
 * Questions and comments below a proposal while it gathers, and its author's answers. They are talk, and no line of the
 * ledger (DECISIONS.md, 91): whoever wrote one may take its text back.
 */
export const COMMENT_LIMITS: TextLimits = { min: 2, max: 1_000 };

export const commentSchema = z.object({ body: text(COMMENT_LIMITS) });

interface Writing extends Omit<NewComment, "answers"> {
  /** The comment that the author answers; left out: it is a comment itself. */
  answers?: number;
}

/**
 * Writes a comment, or as the author an answer to one; the same once more is the first.
 *
 * @returns its id, and whether it is new
 * @throws PortalError "not-found", "matter-not-open"; "not-permitted" for an answer that is no author's, and for an author
 *   who asks themselves; "changed-meanwhile" when what is answered does not stand any more, or was answered
 */
export function writeComment(
  db: Database,
  { answers, ...writing }: Writing,
): Promise<{ id: number; isNew: boolean }> {
  const comment: NewComment = { ...writing, answers: answers ?? null };
  return inTransaction(db, async (tx) => {
    const matter = await findMatter(tx, comment.spaceId, comment.matterId, "proposal");
    if (!matter) throw new PortalError("not-found");
    if (isAuthorOf(matter, comment.personId) !== (answers !== undefined))
      throw new PortalError("not-permitted");
    const id = await insertComment(tx, comment);
    if (id !== undefined) {
      await enqueue(tx, "tell-comment", { commentId: id });
      return { id, isNew: true };
    }
    if (matterStateAt(matter, comment.now) !== "open") throw new PortalError("matter-not-open");
    const same = answers === undefined ? await findSameComment(tx, comment) : undefined;
    if (same === undefined) throw new PortalError("changed-meanwhile");
    return { id: same, isNew: false };
  });
}

/** Takes one's own comment back, also after the proposal gathers. @throws PortalError "changed-meanwhile" */
export async function takeCommentBack(
  db: Queryable,
  comment: { matterId: number; id: number; personId: number; now: Date },
): Promise<void> {
  if (!(await withdrawComment(db, comment))) throw new PortalError("changed-meanwhile");
}

const shown = (
  comment: Pick<ListedComment, "id" | "person_id" | "public_name" | "body" | "hidden_reason">,
  createdAt: string,
  personId: number | undefined,
) => ({
  id: comment.id,
  authorName: comment.public_name,
  isOwn: comment.person_id === personId,
  createdAt,
  /** Null: it was taken back, or hidden. */
  body: comment.body === "" || comment.hidden_reason !== null ? null : comment.body,
  hiddenReason: comment.hidden_reason,
});

const viewOf = (comment: ListedComment, personId: number | undefined) => {
  const { answer } = comment;
  return {
    ...shown(comment, comment.created_at.toISOString(), personId),
    answer: answer && shown(answer, new Date(answer.created_at).toISOString(), personId),
  };
};

/**
 * A page of what stands below a proposal that is read beside (`readProposal` says whether it is the space's).
 *
 * @throws PortalError "invalid-input" for a cursor that this list did not give out
 */
export async function readComments(
  db: Queryable,
  matterId: number,
  personId: number | undefined,
  cursor: string | null,
  pageSize: number,
) {
  const after = decodeCursor(cursor, "newest", []);
  const [rows, count] = await Promise.all([
    listComments(db, matterId, { before: after?.id }, pageSize + 1),
    countComments(db, matterId),
  ]);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    count,
    items: page.map((comment) => viewOf(comment, personId)),
    next: last ? encodeCursor({ order: "newest", values: [], id: last.id }) : null,
  };
}

export type CommentView = ReturnType<typeof viewOf>;

/** One that stands, as its list shows it; of an answer, what it answers. */
export async function readComment(db: Queryable, matterId: number, id: number, personId: number) {
  const [row] = await listComments(db, matterId, { only: id }, 1);
  if (!row) throw new PortalError("not-found");
  return viewOf(row, personId);
}

interface Judging {
  spaceId: number;
  viewer: Viewer;
  now: Date;
}

const judged = (db: Database, { spaceId, viewer }: Judging, work: (tx: Tx) => Promise<boolean>) => {
  if (!may(viewer, "comment.hide", { space: spaceId })) throw new PortalError("not-permitted");
  return inTransaction(db, async (tx) => {
    if (!(await work(tx))) throw new PortalError("changed-meanwhile");
  });
};

/**
 * Takes a comment's text off the page; that there was one, and why it is not shown, stays.
 *
 * @throws PortalError "not-permitted"; "changed-meanwhile" when it does not stand any more
 */
export async function hideProposalComment(
  db: Database,
  judging: Judging,
  id: number,
  reason: HideReason,
): Promise<void> {
  const { spaceId, viewer, now } = judging;
  await judged(db, judging, async (tx) => {
    if (!(await hideComment(tx, { spaceId, id, reason, now }))) return false;
    const decision = { act: "hidden", reason, by: viewer.personId, now } as const;
    await settle(tx, spaceId, { subject: "comment", id }, decision);
    return true;
  });
}

/** Shows again what was hidden. @throws PortalError "not-permitted"; "changed-meanwhile" when it is not hidden */
export async function showProposalComment(
  db: Database,
  judging: Judging,
  id: number,
  reason: ShowReason,
): Promise<void> {
  const { spaceId, viewer, now } = judging;
  await judged(db, judging, async (tx) => {
    if (!(await showComment(tx, spaceId, id))) return false;
    await settle(tx, spaceId, { subject: "comment", id }, { act: "shown", reason, by: viewer.personId, now });
    return true;
  });
}
