import { PortalError } from "#app/domain/errors.ts";
import { submitOnce } from "#app/domain/submit-once.ts";
import type { Database } from "#db/client.ts";
import { findOpinion, insertOpinionReply, setHelpful } from "#db/queries/opinions.ts";
import { inTransaction } from "#db/transaction.ts";

/** The opinion, while its forum is open. */
async function openOpinion(db: Database, spaceId: number, opinionId: number, now: Date) {
  const opinion = await findOpinion(db, spaceId, opinionId);
  if (!opinion) throw new PortalError("not-found");
  if (opinion.state !== "open" || opinion.closes_at < now) throw new PortalError("matter-not-open");
  return opinion;
}

/** Replies below an opinion, once. Returns the forum's id. */
export async function replyToOpinion(
  db: Database,
  spaceId: number,
  opinionId: number,
  personId: number,
  body: string,
  now: Date,
): Promise<number> {
  const opinion = await openOpinion(db, spaceId, opinionId, now);
  const sent = { personId, act: "opinion-reply", about: opinionId, content: [body] } as const;
  await inTransaction(db, (tx) =>
    submitOnce(tx, sent, now, () =>
      insertOpinionReply(tx, { opinion_id: opinionId, person_id: personId, body, created_at: now }),
    ),
  );
  return opinion.forum_id;
}

/** Marks an opinion as helpful, or takes the mark back. One's own opinion cannot be marked. */
export async function markHelpful(
  db: Database,
  spaceId: number,
  opinionId: number,
  personId: number,
  helpful: boolean,
  now: Date,
): Promise<{ forumId: number; count: number }> {
  const opinion = await openOpinion(db, spaceId, opinionId, now);
  if (opinion.person_id === personId) throw new PortalError("not-permitted");
  const count = await inTransaction(db, (tx) => setHelpful(tx, opinionId, personId, helpful, now));
  return { forumId: opinion.forum_id, count };
}
