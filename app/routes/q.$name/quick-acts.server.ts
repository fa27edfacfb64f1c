import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { hide, writeMessage } from "#app/domain/quick-poll/chat.ts";
import { hideWhole, reportQuick } from "#app/domain/quick-poll/moderate.ts";
import { hideSchema, messageSchema } from "#app/domain/quick-poll/schema.ts";
import { reportSchema } from "#app/domain/report/schema.ts";
import { takeLimit } from "#app/doors/guard.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { findShownPoll } from "#app/doors/quick-poll-param.ts";

/**
 * What the buttons of a one-touch poll's page ask for, by the name of their intent.
 *
 * @throws PortalError "bad-request" for anything else; "too-many-requests"
 */
export async function actInQuickPoll(
  context: AppLoadContext,
  name: string,
  { viewer, form, now }: PageWrite,
): Promise<"message" | "hidden" | "reported"> {
  const { portal, directory } = context;
  const { db, quickBoards } = portal;
  const typed = textFields(form);
  const poll = await findShownPoll(context, name, now);
  switch (typed.intent) {
    case "message": {
      await takeLimit(context, "chat", String(viewer.personId));
      const { body } = parseInput(messageSchema, typed);
      await writeMessage(db, poll, viewer.personId, body, now);
      quickBoards.changed(poll.id);
      return "message";
    }
    case "hide": {
      const { reason } = parseInput(hideSchema, typed);
      const messageId = messageOf(typed);
      if (messageId === null) await hideWhole(db, directory.space.id, poll, viewer, reason, now);
      else await hide(db, directory.space.id, poll, viewer, { messageId, reason }, now);
      quickBoards.changed(poll.id);
      return "hidden";
    }
    case "report": {
      await takeLimit(context, "text", String(viewer.personId));
      const input = parseInput(reportSchema, typed);
      const reporting = { spaceId: directory.space.id, personId: viewer.personId, now };
      await reportQuick(db, reporting, poll, messageOf(typed), input);
      return "reported";
    }
    default:
      throw new PortalError("bad-request");
  }
}

/** Null: the poll itself. */
function messageOf({ message }: Record<string, string>): number | null {
  if (message === undefined || message === "") return null;
  const id = parseId(message);
  if (id === undefined) throw new PortalError("not-found");
  return id;
}
