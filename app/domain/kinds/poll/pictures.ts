import { randomUUID } from "node:crypto";
import { PortalError } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { MOST_MEGAPIXELS, reencodePicture } from "#app/platform/picture.ts";
import type { Queryable } from "#db/client.ts";
import { findPollPicture, insertPollPicture, listPollPictures } from "#db/queries/poll-pictures.ts";
import { draftToWrite, maySee } from "./draft-access.ts";
import type { SaveServices } from "./drafts.ts";

/** Of a draft, with those that it does not use any more and that are not removed yet. */
const MOST_PICTURES = 60;
/** They are shown no higher than 320 CSS pixels, several on a page: a photo is some 70 kB, for a phone of two pixels to one. */
const LONGEST_SIDE = 800;

/**
 * Adds a picture to a draft, re-encoded. It is removed in a week (apply-retention.ts) unless the definition names it.
 *
 * @returns its id, for the definition
 * @throws PortalError "not-found", "not-permitted"; "invalid-input" when it is none, "pictures-full"
 */
export async function addPollPicture(
  { db, directory, viewer, now }: SaveServices,
  id: number,
  upload: Uint8Array,
): Promise<string> {
  await draftToWrite(db, viewer, directory.space.id, id);
  if ((await listPollPictures(db, id)).length >= MOST_PICTURES) throw new PortalError("pictures-full");
  const picture = await reencodePicture(upload, LONGEST_SIDE);
  if (typeof picture === "string") {
    const values = picture === "too-many-pixels" ? { max: MOST_MEGAPIXELS } : undefined;
    throw new PortalError("invalid-input", { faults: [{ field: "picture", code: picture, values }] });
  }
  const pictureId = randomUUID();
  await insertPollPicture(db, {
    id: pictureId,
    draft_id: id,
    media_type: picture.mediaType,
    width: picture.width,
    height: picture.height,
    bytes: picture.bytes,
    created_at: now,
  });
  return pictureId;
}

/** @throws PortalError "not-found" also for a picture of a draft that the reader may not see */
export async function readPollPicture(db: Queryable, viewer: Viewer | null, spaceId: number, id: string) {
  const picture = await findPollPicture(db, spaceId, id);
  if (!picture || (!picture.approved_at && !maySee(viewer, spaceId, picture.office_id)))
    throw new PortalError("not-found");
  return picture;
}
