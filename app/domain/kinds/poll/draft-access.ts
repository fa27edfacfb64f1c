import { PortalError } from "#app/domain/errors.ts";
import { may, type Viewer } from "#app/domain/person/permissions.ts";
import type { Queryable } from "#db/client.ts";
import { findPollDraft, type PollDraftRow } from "#db/queries/poll-drafts.ts";

/** Whether a person writes for the draft's office, or may approve what others wrote. */
export const maySee = (viewer: Viewer | null, spaceId: number, officeId: number): boolean =>
  may(viewer, "poll.write", { space: spaceId, office: officeId }) ||
  may(viewer, "poll.approve", { space: spaceId });

/** @throws PortalError "not-found" also for everybody who neither writes nor approves */
export async function draftFor(
  db: Queryable,
  viewer: Viewer | null,
  spaceId: number,
  id: number,
): Promise<PollDraftRow> {
  const draft = await findPollDraft(db, spaceId, id);
  if (!draft || !maySee(viewer, spaceId, draft.office_id)) throw new PortalError("not-found");
  return draft;
}

/** The same for who writes it. @throws PortalError "not-permitted", and "changed-meanwhile" of one that is approved */
export async function draftToWrite(db: Queryable, viewer: Viewer, spaceId: number, id: number) {
  const draft = await draftFor(db, viewer, spaceId, id);
  if (!may(viewer, "poll.write", { space: spaceId, office: draft.office_id }))
    throw new PortalError("not-permitted");
  if (draft.approved_at) throw new PortalError("changed-meanwhile");
  return draft;
}
