import type { AppLoadContext } from "@remix-run/node";
import { commentSchema, takeCommentBack, writeComment } from "#app/domain/comment/comments.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";

/**
 * The forms of a proposal's comments: `comment`, `answer:ID` and `withdraw-comment:ID`.
 *
 * @returns whether it was one of them
 * @throws PortalError "too-many-requests", and what the domain refuses
 */
export async function actOnComments(
  context: AppLoadContext,
  matterId: number,
  { viewer: { personId }, form, now }: PageWrite,
): Promise<boolean> {
  const typed = textFields(form);
  const { db } = context.portal;
  const [act, about] = (typed.intent ?? "").split(":");
  const idOf = () => {
    const id = parseId(about);
    if (id === undefined) throw new PortalError("not-found");
    return id;
  };
  switch (act) {
    case "comment":
    case "answer": {
      const answers = act === "answer" ? idOf() : undefined;
      await takeLimit(context, "comment", String(personId));
      const { body } = parseInput(commentSchema, typed);
      const spaceId = context.directory.space.id;
      await writeComment(db, { spaceId, matterId, personId, answers, body, now });
      return true;
    }
    case "withdraw-comment":
      await takeCommentBack(db, { matterId, id: idOf(), personId, now });
      return true;
    default:
      return false;
  }
}
