import { seoulDay } from "#app/domain/calendar/dates.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { homeOf } from "#app/domain/space/home.ts";
import type { Database } from "#db/client.ts";
import { findComment } from "#db/queries/comments.ts";
import type { Jobs } from "#db/queries/jobs.ts";
import { readAddress } from "#db/queries/matter-addresses.ts";
import { findPerson } from "#db/queries/persons.ts";
import { findSpaceOfMatter } from "#db/queries/spaces.ts";
import { inTransaction } from "#db/transaction.ts";
import { writeLetter } from "./write-letter.ts";

/**
 * Tells a proposal's author that something was asked, once a day however much it is; and who asked that the author
 * answered. By letter alone: the notices of the portal tell of lines of the ledger, and this is none.
 */
export function tellComment(
  db: Database,
  { commentId }: Jobs["tell-comment"],
  origin: string,
  now: Date,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const comment = await findComment(tx, commentId);
    if (!comment || comment.withdrawn_at !== null || comment.hidden_at !== null) return;
    const isAnswer = comment.asked_id !== null;
    const toId = isAnswer ? comment.asked_by : comment.author_id;
    // An answer below one's own question is none; nobody is told of what they wrote.
    const to = toId === null || toId === comment.person_id ? undefined : await findPerson(tx, toId);
    const [space, address] = await Promise.all([
      findSpaceOfMatter(tx, comment.matter_id),
      readAddress(tx, comment.matter_id),
    ]);
    if (!to || !space || address === undefined) return;
    const page = matterPath("proposal", address);
    const said = isAnswer ? "answered" : "asked";
    await writeLetter(
      tx,
      { spaceId: space.id, home: homeOf(origin, space) },
      {
        to: { why: isAnswer ? "asker" : "author", people: [to] },
        occasion: isAnswer
          ? `comment/${commentId}`
          : `comments/${comment.matter_id}/${seoulDay(comment.created_at)}`,
        matterId: comment.matter_id,
        say: ({ t }) => ({
          subject: t(`mail:comment.${said}.subject`, { title: comment.title }),
          body: [t(`mail:comment.${said}.text`, { title: comment.title })],
          page: { path: `${page}#${isAnswer ? `comment-${comment.asked_id}` : "comments"}` },
        }),
      },
      now,
    );
  });
}
