import type { AppLoadContext } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import type { AnswerFields } from "#app/domain/kinds/poll/answers-of-fields.ts";
import { isOvertaken, readBallotDraft, saveBallotDraft } from "#app/domain/kinds/poll/ballot-draft.ts";
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

type Poll = Awaited<ReturnType<typeof getPoll>>;

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
  context: AppLoadContext,
  request: Request,
  { matterId, viewer, now, fields, page, over }: Kept,
) {
  const { portal, directory } = context;
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
    const conflict = await readTheirs(context, poll, viewer, device);
    if (!conflict) throw error;
    return conflict;
  }
}

/**
 * What another device saved since a ballot's window began, which is about to be cast: to be shown once before it goes.
 *
 * @param fields all of the form: `shown` is the version that it was shown already
 * @returns null: nothing else, or a form that keeps nothing
 * @throws PortalError as `isOvertaken`; "bad-request" for what no form of ours sends
 */
export async function conflictOfBallot(
  context: AppLoadContext,
  request: Request,
  poll: Poll,
  viewer: Viewer,
  fields: AnswerFields,
) {
  const { portal } = context;
  const window = writingWindow({ tab: fields.tab, version: fields.shown ?? fields.version });
  if (!window || !(await isOvertaken(portal.polls, poll, viewer.personId, window, fields))) return null;
  return readTheirs(context, poll, viewer, deviceOf(portal, request));
}

async function readTheirs(
  { portal, language }: AppLoadContext,
  poll: Poll,
  { personId }: Viewer,
  device: string,
) {
  const theirs = await readBallotDraft(portal.polls, poll, personId, device);
  if (!theirs) return null;
  const words = fieldsInWords(poll.definition, theirs.fields, language);
  return {
    version: theirs.version,
    savedOn: theirs.savedOn,
    texts: words.map(({ question, answer }) => ({ label: question, text: answer })),
  };
}
