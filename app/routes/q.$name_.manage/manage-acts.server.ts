import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { addQuestion, changePoll, moveTo, requireMaker } from "#app/domain/quick-poll/manage.ts";
import { noticeSchema, questionSchema } from "#app/domain/quick-poll/schema.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { findShownPoll } from "#app/doors/quick-poll-param.ts";
import { parseQuestionForm } from "#app/doors/quick-question-form.ts";

const INTENTS = ["notice", "chat-on", "chat-off", "close", "move", "question"] as const;
export type ManageIntent = (typeof INTENTS)[number];

export const isManageIntent = (value: string | null | undefined): value is ManageIntent =>
  INTENTS.some((intent) => intent === value);

/**
 * What the maker's buttons ask for.
 *
 * @throws PortalError "bad-request" for anything else
 */
export async function manageQuickPoll(
  context: AppLoadContext,
  name: string,
  { viewer, form, now }: PageWrite,
): Promise<ManageIntent> {
  const { db, quickBoards } = context.portal;
  const typed = textFields(form);
  const poll = await findShownPoll(context, name, now);
  requireMaker(poll, viewer.personId);
  const act = { poll, makerId: viewer.personId, now };
  const { intent } = typed;
  if (!isManageIntent(intent)) throw new PortalError("bad-request");
  switch (intent) {
    case "notice":
      await changePoll(db, act, parseInput(noticeSchema, typed));
      break;
    case "chat-on":
    case "chat-off":
      await changePoll(db, act, { chat: intent === "chat-on" });
      break;
    case "close":
      await changePoll(db, act, { closesAt: now });
      break;
    case "move":
      await moveTo(db, act, Number(typed.question));
      break;
    case "question":
      await addQuestion(db, act, parseQuestionForm(questionSchema, form));
      break;
  }
  quickBoards.changed(poll.id);
  return intent;
}
