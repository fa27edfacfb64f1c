import { z } from "zod";
import { seoulDay } from "#app/domain/calendar/dates.ts";
import { PortalError } from "#app/domain/errors.ts";
import { inLanguage } from "#app/domain/said.ts";
import type { WritingWindow } from "#app/domain/writing-window.ts";
import type { DataKey } from "#app/platform/envelope.ts";
import {
  deleteBallotDraft,
  findBallotDraft,
  insertBallotDraft,
  listBallotDrafts,
  lockBallotDraft,
  lockPollToSave,
  updateBallotDraft,
} from "#db/queries/ballot-drafts.ts";
import { findOwnBallot } from "#db/queries/ballots.ts";
import type { PollRow } from "#db/queries/polls.ts";
import type { Language } from "#db/tables/language.ts";
import type { PollDefinition } from "#db/tables/poll-definition.ts";
import { inTransaction } from "#db/transaction.ts";
import { type AnswerFields, answersOf } from "./answers-of-fields.ts";
import { openPoll, requireElector } from "./cast-ballot.ts";
import { checkBallot } from "./check-ballot.ts";
import { draftFields, fieldsInWords } from "./draft-fields.ts";
import type { PollServices } from "./poll-services.ts";
import { draftBytes, padded } from "./sealed-size.ts";

/**
 * A ballot of several pages that is not sent yet, kept so that its writer can go on from another device. It stands under
 * the poll's key and says nothing outside of it but whose it is, and the day. Nobody but its writer reads it, nothing
 * counts it, and it goes with the ballot, with the poll's close and with its writer.
 */
const contentSchema = z.object({
  /** The page that they are at, from 0. */
  page: z.int().min(0),
  fields: z.record(z.string(), z.string()),
  /** The window that saved it. */
  tab: z.string(),
  /** The device that it was saved at. */
  device: z.string(),
});
type Content = z.output<typeof contentSchema>;

const label = (matterId: number, personId: number) => `poll/${matterId}/draft/${personId}`;

const openDraft = (key: DataKey, matterId: number, personId: number, sealed: Buffer): Content =>
  contentSchema.parse(JSON.parse(key.open(sealed, label(matterId, personId))));

/** What is asked on one page is answered in one go; a mock poll keeps nothing. */
export const keepsDrafts = ({
  pages,
  purpose,
}: Pick<PollDefinition, "purpose"> & { pages: readonly unknown[] }): boolean =>
  pages.length > 1 && purpose !== "mock";

interface DraftRequest {
  spaceId: number;
  matterId: number;
  voter: { personId: number; district: string | null };
  /** Which device it comes from. */
  device: string;
  /** Whose writing it is: what another window saved since it began is not written over. */
  window: WritingWindow;
  /** The page that they are at, from 0; one that there is not becomes the last. */
  page: number;
  /** Untrusted. */
  fields: AnswerFields;
  at: Date;
}

/**
 * Keeps what somebody answered so far.
 *
 * @returns its version
 * @throws PortalError "not-found"; "not-yet-open", "matter-not-open"; "not-elector" with reasons; "bad-request" for a poll
 *   that keeps none; "ballot-fixed" for who took part; "invalid-input" for a text that is too long; "changed-meanwhile"
 *   when another device saved something else, and nothing is saved
 */
export async function saveBallotDraft(
  services: Pick<PollServices, "db" | "dataKeys" | "polls" | "seal">,
  request: DraftRequest,
): Promise<number> {
  const { spaceId, matterId, voter, window, at } = request;
  const { db, dataKeys } = services;
  const { personId } = voter;
  const { definition, data_key_id } = await openPoll(services, spaceId, matterId, at);
  if (!keepsDrafts(definition)) throw new PortalError("bad-request");
  await requireElector(services, definition.who, voter, at);
  const key = await dataKeys.of(data_key_id);
  if (!key) throw new PortalError("matter-not-open");
  const content: Content = {
    page: Math.min(request.page, definition.pages.length - 1),
    fields: draftFields(definition, request.fields),
    tab: window.tab,
    device: request.device,
  };
  const draft = {
    matter_id: matterId,
    person_id: personId,
    sealed: key.seal(padded(JSON.stringify(content), draftBytes(definition)), label(matterId, personId)),
    saved_on: seoulDay(at),
  };
  return inTransaction(db, async (tx) => {
    if (!(await lockPollToSave(tx, matterId))) throw new PortalError("matter-not-open");
    if (await findOwnBallot(tx, matterId, personId)) throw new PortalError("ballot-fixed");
    const standing = await lockBallotDraft(tx, matterId, personId);
    const version = (standing?.version ?? window.seen) + 1;
    if (!standing) {
      if (await insertBallotDraft(tx, { ...draft, version })) return version;
      throw new PortalError("changed-meanwhile");
    }
    if (standing.version !== window.seen) {
      const theirs = openDraft(key, matterId, personId, standing.sealed);
      if (isOther(theirs, window, content.fields)) throw new PortalError("changed-meanwhile");
    }
    await updateBallotDraft(tx, { ...draft, version });
    return version;
  });
}

const isOther = (theirs: Content, { tab }: WritingWindow, fields: AnswerFields): boolean =>
  theirs.tab !== tab && !isSame(theirs.fields, fields);

/**
 * Whether another window saved something else than a ballot says, since its own window began: cast, the ballot would take
 * that along unseen. Asked before the cast and not in it, where every voter would wait for a lock: what is saved in the
 * moment between goes, as it goes with a ballot of another window.
 *
 * @throws PortalError "invalid-input" for what is no ballot: that is said first
 */
export async function isOvertaken(
  { db, dataKeys }: Pick<PollServices, "db" | "dataKeys">,
  { id, definition, data_key_id }: PollRow,
  personId: number,
  window: WritingWindow,
  fields: AnswerFields,
): Promise<boolean> {
  if (!keepsDrafts(definition)) return false;
  const standing = await findBallotDraft(db, id, personId);
  if (!standing || standing.version === window.seen) return false;
  const key = await dataKeys.of(data_key_id);
  if (!key) return false;
  checkBallot(definition, answersOf(fields, definition));
  return isOther(openDraft(key, id, personId, standing.sealed), window, draftFields(definition, fields));
}

/** Sent twice because its answer was lost, it is no conflict. */
function isSame(a: AnswerFields, b: AnswerFields): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export interface BallotDraft {
  page: number;
  fields: AnswerFields;
  version: number;
  /** The day in Seoul, YYYY-MM-DD. */
  savedOn: string;
  /** It was saved at another device, or before a sign-in anew at this one. */
  elsewhere: boolean;
}

/** What somebody answered so far; null: nothing is kept. */
export async function readBallotDraft(
  { db, dataKeys }: Pick<PollServices, "db" | "dataKeys">,
  poll: PollRow,
  personId: number,
  device: string,
): Promise<BallotDraft | null> {
  if (!keepsDrafts(poll.definition)) return null;
  const row = await findBallotDraft(db, poll.id, personId);
  const key = row && (await dataKeys.of(poll.data_key_id));
  if (!row || !key) return null;
  const { page, fields, device: savedAt } = openDraft(key, poll.id, personId, row.sealed);
  return { page, fields, version: row.version, savedOn: row.saved_on, elsewhere: savedAt !== device };
}

/** To begin anew. What is gone already stays gone. */
export const discardBallotDraft = (
  { db }: Pick<PollServices, "db">,
  matterId: number,
  personId: number,
): Promise<void> => deleteBallotDraft(db, matterId, personId);

/** All that is kept of somebody so, in all spaces, in words, for their own data. */
export async function readAllBallotDrafts(
  { db, dataKeys }: Pick<PollServices, "db" | "dataKeys">,
  personId: number,
  language: Language,
) {
  const rows = await listBallotDrafts(db, personId);
  const opened = rows.map(async ({ id, space_code, definition, data_key_id, sealed, saved_on }) => {
    const key = await dataKeys.of(data_key_id);
    if (!key) return [];
    const { fields } = openDraft(key, id, personId, sealed);
    const answers = fieldsInWords(definition, fields, language);
    return [
      {
        space: space_code,
        number: id,
        title: inLanguage(definition.title, language),
        day: saved_on,
        answers,
      },
    ];
  });
  return (await Promise.all(opened)).flat();
}
