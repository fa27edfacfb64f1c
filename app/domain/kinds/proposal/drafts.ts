import { randomUUID } from "node:crypto";
import { PortalError } from "#app/domain/errors.ts";
import { placeColumns } from "#app/domain/place/point.ts";
import { whatCameOf } from "#app/domain/submit-once.ts";
import type { WritingWindow } from "#app/domain/writing-window.ts";
import { MOST_MEGAPIXELS, reencodePicture } from "#app/platform/picture.ts";
import type { Database, Queryable } from "#db/client.ts";
import { countDrafts, deleteDraft, findDraft, lockWriter, saveDraft } from "#db/queries/drafts.ts";
import {
  deletePictureOfDraft,
  describePictureOfDraft,
  findPicture,
  insertPicture,
  listPicturesOfDraft,
  movePictureForward,
} from "#db/queries/pictures.ts";
import { inTransaction, isRefusedBy } from "#db/transaction.ts";
import { type DraftInput, MOST_DRAFTS, MOST_PICTURES, type PictureWords } from "./schema.ts";

/**
 * @throws PortalError "not-found" for an id that is gone, somebody else's or of another space: which of these is
 *   nobody's business
 */
export async function readDraft(db: Database, spaceId: number, id: string, personId: number) {
  const draft = await findDraft(db, spaceId, id, personId);
  if (!draft) throw new PortalError("not-found");
  return { ...draft, pictures: await listPicturesOfDraft(db, id) };
}

/** The proposal that a draft became, for who published it in the last month; undefined: none. */
export function proposalOfDraft(db: Queryable, spaceId: number, id: string, personId: number, now: Date) {
  return whatCameOf(db, draftSubmission(spaceId, id, personId), now);
}

/** A draft is published once: see `submitOnce`. */
export const draftSubmission = (spaceId: number, id: string, personId: number) =>
  ({ personId, act: "draft", about: id, content: [spaceId] }) as const;

/**
 * Saves what there is, under an id that the writer's device chose.
 *
 * @param window whose writing it is; left out, it is saved over whatever is there
 * @param said of its pictures, by their ids; what is no picture of it is passed over, as one that was taken off meanwhile
 * @throws PortalError "changed-meanwhile" when another window saved something else, and nothing is saved;
 *   "drafts-full" for a new one beyond the twentieth; "not-found" for an id that is somebody else's or of another space,
 *   or was published
 */
export async function keepDraft(
  db: Database,
  spaceId: number,
  personId: number,
  id: string,
  input: DraftInput,
  now: Date,
  window?: WritingWindow,
  said: ReadonlyMap<string, PictureWords> = new Map(),
): Promise<void> {
  const tab = window?.tab ?? null;
  const { place = null, ...text } = input;
  const draft = {
    ...text,
    ...placeColumns(place),
    id,
    person_id: personId,
    space_id: spaceId,
    updated_at: now,
    tab,
  };
  const saved = await inTransaction(db, async (tx) => {
    await lockWriter(tx, personId);
    // Under the lock, which publishing takes, too: what became a proposal is no draft again.
    if ((await proposalOfDraft(tx, spaceId, id, personId, now)) !== undefined)
      throw new PortalError("not-found");
    const version = await saveDraft(tx, draft, window?.seen, MOST_DRAFTS);
    if (version)
      for (const [picture, words] of said) await describePictureOfDraft(tx, id, { id: picture, ...words });
    return version;
  });
  if (saved) return;
  if (await findDraft(db, spaceId, id, personId)) throw new PortalError("changed-meanwhile");
  const full = (await countDrafts(db, spaceId, personId)) >= MOST_DRAFTS;
  throw new PortalError(full ? "drafts-full" : "not-found");
}

export async function discardDraft(
  db: Database,
  spaceId: number,
  id: string,
  personId: number,
): Promise<void> {
  if (!(await deleteDraft(db, spaceId, id, personId))) throw new PortalError("not-found");
}

/**
 * Adds a picture to a draft, re-encoded.
 *
 * @returns how it is shown
 * @throws PortalError "invalid-input" when it is none, "pictures-full" at the sixth
 */
export async function addPicture(
  db: Database,
  spaceId: number,
  draftId: string,
  personId: number,
  upload: { bytes: Uint8Array; alt: string },
  now: Date,
): Promise<{ id: string; width: number; height: number }> {
  const draft = await readDraft(db, spaceId, draftId, personId);
  const picture = await reencodePicture(upload.bytes);
  if (typeof picture === "string") {
    const values = picture === "too-many-pixels" ? { max: MOST_MEGAPIXELS } : undefined;
    throw new PortalError("invalid-input", { faults: [{ field: "picture", code: picture, values }] });
  }
  const taken = new Set(draft.pictures.map(({ position }) => position));
  const last = Math.max(0, ...taken);
  // Last; drafts of before may have a gap.
  const position = [last + 1, ...Array.from({ length: MOST_PICTURES }, (_, index) => index + 1)].find(
    (place) => place <= MOST_PICTURES && !taken.has(place),
  );
  if (position === undefined) throw new PortalError("pictures-full");
  const { width, height } = picture;
  const id = randomUUID();
  try {
    await inTransaction(db, (tx) =>
      insertPicture(tx, {
        id,
        draft_id: draftId,
        matter_id: null,
        position,
        alt: upload.alt,
        media_type: picture.mediaType,
        width,
        height,
        bytes: picture.bytes,
        created_at: now,
      }),
    );
  } catch (error) {
    if (isRefusedBy(error, "picture_of_draft")) throw new PortalError("changed-meanwhile");
    throw error;
  }
  return { id, width, height };
}

/** Shows a picture before the one that stood before it; of the first nothing happens. */
export async function bringPictureForward(
  db: Database,
  spaceId: number,
  draftId: string,
  personId: number,
  pictureId: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    // Two at once move one after the other.
    await lockWriter(tx, personId);
    if (!(await findDraft(tx, spaceId, draftId, personId))) throw new PortalError("not-found");
    await movePictureForward(tx, pictureId, draftId);
  });
}

export async function removePicture(
  db: Database,
  spaceId: number,
  draftId: string,
  personId: number,
  pictureId: string,
): Promise<void> {
  await readDraft(db, spaceId, draftId, personId);
  await inTransaction(db, (tx) => deletePictureOfDraft(tx, pictureId, draftId));
}

/** @throws PortalError "not-found" also for a picture of another space, or of a draft that is not the reader's */
export async function readPicture(db: Database, spaceId: number, id: string, personId: number | undefined) {
  const picture = await findPicture(db, spaceId, id, personId);
  if (!picture) throw new PortalError("not-found");
  return picture;
}
