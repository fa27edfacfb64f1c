import { randomUUID } from "node:crypto";
import { type AppLoadContext, data, redirect } from "@remix-run/node";
import type { EditorData, SavedText } from "#app/components/write/editor-types.ts";
import { type ErrorCode, isPortalError, PortalError } from "#app/domain/errors.ts";
import { isUuid, parseInput } from "#app/domain/input.ts";
import {
  addPicture,
  discardDraft,
  keepDraft,
  proposalOfDraft,
  readDraft,
  removePicture,
} from "#app/domain/kinds/proposal/drafts.ts";
import {
  BODY_LIMITS,
  draftSchema,
  MOST_PICTURES,
  PICTURE_ALT_LIMITS,
  pictureSchema,
  proposalSchema,
  TITLE_LIMITS,
} from "#app/domain/kinds/proposal/schema.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { placeOf, placeText } from "#app/domain/place/point.ts";
import { writingWindow } from "#app/domain/writing-window.ts";
import { localCopyOwner } from "#app/doors/kept-form.ts";
import { type PageWrite, textFields, writePage } from "#app/doors/page.ts";
import { addInTurn, chosenPicture } from "#app/doors/picture-upload.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";
import type { Database } from "#db/client.ts";
import { placeMapOf, withClickedPlace } from "./place-choice.ts";

export const editorPath = (id: string) => `/proposals/new?draft=${id}`;

/**
 * A draft of the reader's; who comes back to one that they published is led to the proposal.
 *
 * @throws PortalError "not-found"
 */
export async function draftOrProposal(
  { portal, directory }: AppLoadContext,
  id: string,
  { viewer, now }: { viewer: Viewer; now: Date },
) {
  const spaceId = directory.space.id;
  try {
    return await readDraft(portal.db, spaceId, id, viewer.personId);
  } catch (error) {
    if (isRefusal(error, "not-found")) await leadToProposal(portal.db, spaceId, id, viewer.personId, now);
    throw error;
  }
}

async function leadToProposal(db: Database, spaceId: number, id: string, personId: number, now: Date) {
  const proposal = await proposalOfDraft(db, spaceId, id, personId, now);
  if (proposal !== undefined) throw redirect(`/proposals/${proposal}`);
}

const isRefusal = (error: unknown, code: ErrorCode) => isPortalError(error) && error.code === code;

/** What the editor needs, whether the draft was kept before (`draft`) or not. */
export function editorData(
  context: AppLoadContext,
  personId: number,
  id: string,
  draft: Awaited<ReturnType<typeof readDraft>> | undefined,
): EditorData {
  const { directory, language } = context;
  const label = ({ code, name }: { code: string; name: Record<typeof language, string> }) => ({
    value: code,
    label: name[language],
  });
  return {
    id,
    owner: localCopyOwner(context, personId),
    tab: randomUUID(),
    draft: draft ? { ...savedTextOf(draft), pictures: draft.pictures } : null,
    categories: directory.categories.map(label),
    districts: directory.districts.map(label),
    map: placeMapOf(context),
    limits: {
      title: TITLE_LIMITS.max,
      body: BODY_LIMITS.max,
      alt: PICTURE_ALT_LIMITS.max,
      pictures: MOST_PICTURES,
      uploadBytes: LARGEST_UPLOAD_BYTES,
    },
  };
}

/** What is kept of a draft, as the editor shows it. */
export const savedTextOf = (draft: Awaited<ReturnType<typeof readDraft>>): SavedText => ({
  title: draft.title,
  body: draft.body,
  category: draft.category ?? "",
  district: draft.district ?? "",
  place: placeText(placeOf(draft)),
  version: draft.version,
  tab: draft.tab,
  savedAt: draft.updated_at.toISOString(),
});

/**
 * The editor's action, for the two addresses that show it: a new proposal, and a draft that was kept before. The
 * whole form comes with every button, so that nothing that was typed depends on which one was pressed; what is
 * answered besides redirects is for showing the form again.
 *
 * @param returnTo the address, for going on after signing in
 */
export function writeDraft(
  asked: { request: Request; context: AppLoadContext },
  id: string,
  returnTo: string,
) {
  return writePage(asked, { permission: "proposal.publish", limit: "text", returnTo }, (write) =>
    act(asked.context, id, write),
  );
}

const INTENTS = new Set(["discard", "preview", "remove", "upload", "save", "overwrite", "unplace", "review"]);

async function act(context: AppLoadContext, id: string, { viewer, form, now }: PageWrite) {
  const { directory, portal } = context;
  const { db } = portal;
  const { personId } = viewer;
  const spaceId = directory.space.id;
  const fields = withClickedPlace(context, textFields(form));
  // `remove:PICTURE`, and `overwrite:VERSION`, the one that another window saved and this one has been shown.
  const [intent = "", of] = (fields.intent ?? "save").split(":");
  // Before anything is kept: a button that is none of ours keeps nothing.
  if (!INTENTS.has(intent) || (intent === "remove" && !isUuid(of))) throw new PortalError("bad-request");
  const window = writingWindow(intent === "overwrite" ? { ...fields, version: of } : fields);

  if (intent === "discard") {
    await discardDraft(db, spaceId, id, personId);
    return redirect("/me");
  }
  const typed = parseInput(draftSchema(directory), fields);
  const input = intent === "unplace" ? { ...typed, place: null } : typed;
  try {
    await keepDraft(db, spaceId, personId, id, input, now, window);
  } catch (error) {
    if (isRefusal(error, "not-found")) await leadToProposal(db, spaceId, id, personId, now);
    if (!isRefusal(error, "changed-meanwhile")) throw error;
    // Both texts: what was typed stays in the form, what another window saved is shown beside it.
    const saved = savedTextOf(await readDraft(db, spaceId, id, personId));
    return data({ conflict: saved, typed: fields }, { status: 409 });
  }
  switch (intent) {
    case "preview":
      return { preview: markdownToHtml(input.body), typed: fields };
    case "remove":
      if (of) await removePicture(db, spaceId, id, personId, of);
      return redirect(`/drafts/${id}#pictures`);
    case "upload":
      await attach(context, id, personId, form, now, { needed: true });
      return redirect(`/drafts/${id}#pictures`);
    case "save":
    case "unplace":
    case "overwrite":
      await attach(context, id, personId, form, now, { needed: false });
      return redirect(`/drafts/${id}`);
    case "review":
      await attach(context, id, personId, form, now, { needed: false });
      parseInput(proposalSchema(directory), input);
      return redirect(`/drafts/${id}/review`);
    default:
      throw new PortalError("bad-request");
  }
}

/** A picture that was chosen comes along with whichever button was pressed. */
async function attach(
  context: AppLoadContext,
  id: string,
  personId: number,
  form: FormData,
  now: Date,
  { needed }: { needed: boolean },
): Promise<void> {
  const file = chosenPicture(form, needed);
  if (!file) return;
  const { alt } = parseInput(pictureSchema, textFields(form));
  await addInTurn(context, personId, file, (bytes) =>
    addPicture(context.portal.db, context.directory.space.id, id, personId, { bytes, alt }, now),
  );
}
