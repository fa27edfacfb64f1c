import type { AppLoadContext } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import type { AnswerFields } from "#app/domain/kinds/poll/answers-of-fields.ts";
import { readBallotDraft, saveBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
import { fieldsInWords } from "#app/domain/kinds/poll/draft-fields.ts";
import { getPoll } from "#app/domain/kinds/poll/read-poll.ts";
import { deviceHandle } from "#app/domain/person/devices.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { writingWindow } from "#app/domain/writing-window.ts";

/** Which of somebody's devices a request comes from. */
export const deviceOf = ({ sessions }: AppLoadContext["portal"], request: Request): string =>
  deviceHandle(sessions.idOf(request.headers.get("Cookie")) ?? "");

/** The page of a ballot that a form says it is at, from 0. */
export const pageIn = ({ page = "" }: AnswerFields): number => (/^\d{1,2}$/.test(page) ? Number(page) : 0);

interface Kept {
  matterId: number;
  viewer: Viewer;
  now: Date;
  /** All fields of the form: whose window it is, and the answers. */
  fields: AnswerFields;
  page: number;
  /** Of what another device saved, that this one was shown and writes over; left out: none. */
  over?: string;
}

/**
 * Keeps what a form of several pages has so far.
 *
 * @returns what another device saved since, and then nothing was kept; null: it was
 * @throws PortalError as `saveBallotDraft`; "bad-request" for what no form of ours sends
 */
export async function keepBallot(
  { portal, directory, language }: AppLoadContext,
  request: Request,
  { matterId, viewer, now, fields, page, over }: Kept,
) {
  const window = writingWindow({ tab: fields.tab, version: over ?? fields.version });
  if (!window) throw new PortalError("bad-request");
  const spaceId = directory.space.id;
  const device = deviceOf(portal, request);
  try {
    await saveBallotDraft(portal.polls, {
      spaceId,
      matterId,
      voter: viewer,
      device,
      window,
      page,
      fields,
      at: now,
    });
    return null;
  } catch (error) {
    if (!isPortalError(error) || error.code !== "changed-meanwhile") throw error;
    const poll = await getPoll(portal.db, spaceId, matterId);
    const theirs = await readBallotDraft(portal.polls, poll, viewer.personId, device);
    if (!theirs) throw error;
    const words = fieldsInWords(poll.definition, theirs.fields, language);
    return {
      version: theirs.version,
      savedOn: theirs.savedOn,
      texts: words.map(({ question, answer }) => ({ label: question, text: answer })),
    };
  }
}
