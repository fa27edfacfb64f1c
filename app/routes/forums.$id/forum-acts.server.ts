import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { markHelpful, replyToOpinion } from "#app/domain/kinds/forum/answer-opinion.ts";
import { giveOpinion } from "#app/domain/kinds/forum/give-opinion.ts";
import { opinionReplySchema, opinionSchema } from "#app/domain/kinds/forum/schema.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { forumActOf } from "./forum-act.ts";

/**
 * What the buttons of a forum's page ask for, by the name of their intent.
 *
 * @throws PortalError "bad-request" for anything else; "too-many-requests"
 */
export async function actInForum(
  context: AppLoadContext,
  forumId: number,
  { viewer, form, now }: PageWrite,
): Promise<"opinion" | "mark" | "reply"> {
  const { db, live, supports } = context.portal;
  const spaceId = context.directory.space.id;
  const typed = textFields(form);
  // Every act is a touch; those that leave a text have a limit of their own beside.
  const act = forumActOf(typed.intent);
  if (act === "opinion" || act === "reply") await takeLimit(context, "text", String(viewer.personId));
  switch (act) {
    case "opinion": {
      const input = parseInput(opinionSchema, typed);
      const { participants } = await giveOpinion(
        { db, supports },
        spaceId,
        forumId,
        viewer.personId,
        input,
        now,
        typed.intent?.split(":")[1] ?? typed.seen,
      );
      live.publish(`matter:${forumId}`, { count: participants });
      return "opinion";
    }
    case "helpful":
    case "unhelpful":
      await markHelpful(db, spaceId, opinionOf(typed), viewer.personId, act === "helpful", now);
      return "mark";
    case "reply": {
      const { body } = parseInput(opinionReplySchema, typed);
      await replyToOpinion(db, spaceId, opinionOf(typed), viewer.personId, body, now);
      return "reply";
    }
    default:
      throw new PortalError("bad-request");
  }
}

function opinionOf(typed: Record<string, string>): number {
  const id = parseId(typed.opinion);
  if (id === undefined) throw new PortalError("not-found");
  return id;
}
