import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import { answerReports, hideReported, showAgain } from "#app/domain/moderation/judge.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";

/**
 * What the buttons of the desk of reports ask for, by the name of their intent.
 *
 * @returns the list to go back to
 * @throws PortalError "bad-request" for anything else
 */
export async function actOnReported(
  { portal, directory }: AppLoadContext,
  { viewer, form, now }: PageWrite,
): Promise<"waiting" | "decided"> {
  const { db, quickBoards } = portal;
  const judging = { spaceId: directory.space.id, viewer, now };
  const typed = textFields(form);
  const id = parseId(typed.thing);
  if (id === undefined) throw new PortalError("not-found");
  const told = (quickPoll: number | null) => {
    if (quickPoll !== null) quickBoards.changed(quickPoll);
  };
  switch (typed.intent) {
    case "hide":
      told(await hideReported(db, judging, id, typed));
      return "waiting";
    case "kept":
    case "passed-on":
      await answerReports(db, judging, id, typed.intent, parseId(typed.reports) ?? 0);
      return "waiting";
    case "show":
      told(await showAgain(db, judging, id, typed));
      return "decided";
    default:
      throw new PortalError("bad-request");
  }
}
