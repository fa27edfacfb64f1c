import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { hide } from "#app/domain/quick-poll/chat.ts";
import { tidyName } from "#app/domain/quick-poll/name.ts";
import { dismissReports, hideWhole } from "#app/domain/quick-poll/reports.ts";
import { hideSchema } from "#app/domain/quick-poll/schema.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { findShownPoll } from "#app/doors/quick-poll-param.ts";

/** Hides what was reported, or settles the reports. @throws PortalError "bad-request" for anything else */
export async function judgeReported(
  context: AppLoadContext,
  { viewer, form, now }: PageWrite,
): Promise<void> {
  const { portal, directory } = context;
  const { db, quickBoards } = portal;
  const spaceId = directory.space.id;
  const typed = textFields(form);
  const poll = await findShownPoll(context, tidyName(typed.name ?? ""), now);
  const messageId = typed.message ? (parseId(typed.message) ?? 0) : null;
  if (typed.intent === "dismiss") {
    await dismissReports(db, spaceId, poll, viewer, messageId, now);
    return;
  }
  if (typed.intent !== "hide") throw new PortalError("bad-request");
  const { reason } = parseInput(hideSchema, typed);
  if (messageId === null) await hideWhole(db, spaceId, poll, viewer, reason, now);
  else await hide(db, spaceId, poll, viewer, { messageId, reason }, now);
  quickBoards.changed(poll.id);
}
