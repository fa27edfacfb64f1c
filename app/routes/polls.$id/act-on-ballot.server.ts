import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { answersOf } from "#app/domain/kinds/poll/answers-of-fields.ts";
import { discardBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
import { castBallot, tryBallot } from "#app/domain/kinds/poll/cast-ballot.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { conflictOfBallot, keepBallot, pageIn } from "#app/doors/pages/ballot-draft.ts";
import type { BallotAnswer } from "./ballot.tsx";
import type { DraftConflict } from "./use-ballot-saver.ts";

/**
 * What a button of a ballot's form asks for. The whole form comes with each: to be cast, or to be kept on the way to
 * another page. With a script the pages turn by themselves and the form comes here to be cast.
 */
export async function actOnBallot(
  { request, params, context }: ActionFunctionArgs,
  matterId: number,
  { viewer, form, now }: PageWrite,
) {
  const { portal, directory } = context;
  const spaceId = directory.space.id;
  const fields = textFields(form);
  const [intent = "", of] = (fields.intent ?? "").split(":");
  const page = `/polls/${params.id}`;
  switch (intent) {
    case "": {
      const poll = await getPoll(portal.db, spaceId, matterId);
      const conflict = await conflictOfBallot(context, request, poll, viewer, fields);
      if (conflict) return inConflict(fields, conflict);
      const answers = answersOf(fields, poll.definition);
      const { result } = await castBallot(portal.polls, {
        spaceId,
        matterId,
        voter: viewer,
        answers,
        at: now,
      });
      return redirect(`${page}?done=${result}#ballot`);
    }
    case "anew":
      await discardBallotDraft(portal.polls, matterId, viewer.personId);
      return redirect(`${page}?done=anew#ballot`);
    case "next":
    case "back":
    case "later":
    case "overwrite":
      break;
    default:
      throw new PortalError("bad-request");
  }
  const turned = pageAfter(intent, fields);
  // Nothing is kept of who only tries it, or changes what they sent: the form comes back at the other page.
  if (fields.tab === undefined) return atPage(turned, fields);
  const over = intent === "overwrite" ? of : undefined;
  const conflict = await keepBallot(context, request, { matterId, viewer, now, fields, page: turned, over });
  if (conflict) return inConflict(fields, conflict);
  return redirect(intent === "later" ? `${page}?done=later#ballot` : `${page}#ballot`);
}

/** The same of a mock poll by who is not signed in: nothing is kept of it, and any page may be gone to. */
export async function tryOnBallot(
  { params, context: { portal, directory } }: ActionFunctionArgs,
  matterId: number,
  { form, now }: Omit<PageWrite, "viewer">,
) {
  const fields = textFields(form);
  const { intent = "" } = fields;
  if (intent === "next" || intent === "back") return atPage(pageAfter(intent, fields), fields);
  if (intent !== "") throw new PortalError("bad-request");
  const spaceId = directory.space.id;
  const { definition } = await getPoll(portal.db, spaceId, matterId);
  await tryBallot(portal.polls, { spaceId, matterId, answers: answersOf(fields, definition), at: now });
  return redirect(`/polls/${params.id}?done=tried#ballot`);
}

const pageAfter = (intent: string, fields: Record<string, string>): number =>
  Math.max(0, pageIn(fields) + (intent === "next" ? 1 : intent === "back" ? -1 : 0));

const atPage = (page: number, fields: Record<string, string>): BallotAnswer => ({
  refused: null,
  typed: { ...fields, intent: "", page: String(page) },
});

const inConflict = (typed: Record<string, string>, conflict: DraftConflict) =>
  data({ refused: null, typed, conflict } satisfies BallotAnswer, { status: 409 });
