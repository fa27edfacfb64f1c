import { randomUUID } from "node:crypto";
import { type AppLoadContext, data, redirect } from "@remix-run/node";
import type { EditorData, SavedText } from "#app/components/write/editor-types.ts";
import { type ErrorCode, type FieldFault, isPortalError, PortalError } from "#app/domain/errors.ts";
import { isUuid, parseInput } from "#app/domain/input.ts";
import {
  addPicture,
  bringPictureForward,
  discardDraft,
  keepDraft,
  proposalOfDraft,
  readDraft,
  removePicture,
} from "#app/domain/kinds/proposal/drafts.ts";
import {
  type Answers,
  joinAnswers,
  NEEDED_PROMPTS,
  NO_ANSWERS,
  PROMPTS,
  type PromptHeadings,
  splitBody,
} from "#app/domain/kinds/proposal/prompts.ts";
import { faultsOfDraft, pictureField } from "#app/domain/kinds/proposal/review-draft.ts";
import {
  BODY_LIMITS,
  draftSchema,
  MOST_PICTURES,
  PICTURE_ALT_LIMITS,
  PICTURE_CAPTION_LIMITS,
  type PictureWords,
  pictureWordsSchema,
  TITLE_LIMITS,
} from "#app/domain/kinds/proposal/schema.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { placeOf, placeText } from "#app/domain/place/point.ts";
import { writingWindow } from "#app/domain/writing-window.ts";
import { localCopyOwner } from "#app/doors/kept-form.ts";
import { type PageWrite, textFields, writePage } from "#app/doors/page.ts";
import { addInTurn, chosenPicture } from "#app/doors/picture-upload.ts";
import { translator } from "#app/i18n/server.ts";
import { isLanguage, LANGUAGES } from "#app/i18n/settings.ts";
import { markdownToHtml } from "#app/platform/markdown.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";
import { seenLength } from "#app/platform/writing.ts";
import type { Database } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";
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
    headings: headingsOf(context),
    categories: directory.categories.map(label),
    districts: directory.districts.map(label),
    map: placeMapOf(context),
    limits: {
      title: TITLE_LIMITS.max,
      body: BODY_LIMITS.max,
      alt: PICTURE_ALT_LIMITS.max,
      caption: PICTURE_CAPTION_LIMITS.max,
      pictures: MOST_PICTURES,
      uploadBytes: LARGEST_UPLOAD_BYTES,
    },
  };
}

/** What the three questions are called within a text, in every language that one may be written in. */
function headingsOf({ directory }: AppLoadContext): PromptHeadings<Language> {
  const of = (language: Language) => {
    const t = translator(language, directory.space.kind);
    return {
      problem: t("write:prompt.problem.heading"),
      wish: t("write:prompt.wish.heading"),
      helps: t("write:prompt.helps.heading"),
    };
  };
  return { ko: of("ko"), en: of("en"), ja: of("ja") };
}

/** The answers in a form that asks the three questions; undefined: it has one field for the whole text. */
function answersIn(fields: Record<string, string>): { language: Language; answers: Answers } | undefined {
  const language = fields.prompts;
  if (!isLanguage(language)) return undefined;
  const answers = Object.fromEntries(PROMPTS.map((prompt) => [prompt, fields[prompt] ?? ""]));
  return { language, answers: { ...NO_ANSWERS, ...answers } };
}

/** What is said of each picture in what was sent, by the picture's id. @throws PortalError "invalid-input" */
export function pictureWordsIn(fields: Readonly<Record<string, unknown>>): Map<string, PictureWords> {
  const ids = Object.keys(fields).flatMap((field) => /^alt:(.+)$/.exec(field)?.[1] ?? []);
  return new Map(
    ids.filter(isUuid).map((id) => {
      const words = {
        alt: fields[pictureField("alt", id)],
        caption: fields[pictureField("caption", id)] ?? "",
      };
      return [id, parseInput(pictureWordsSchema, words, ([word]) => [`${String(word)}:${id}`])];
    }),
  );
}

/** What is kept of a draft, as the editor shows it. */
export const savedTextOf = (draft: Awaited<ReturnType<typeof readDraft>>): SavedText => ({
  title: draft.title,
  body: draft.body,
  category: draft.category ?? "",
  district: draft.district ?? "",
  place: placeText(placeOf(draft)),
  words: Object.fromEntries(
    draft.pictures.flatMap(({ id, alt, caption }) => [
      [pictureField("alt", id), alt],
      [pictureField("caption", id), caption],
    ]),
  ),
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

const INTENTS = new Set([
  ...["discard", "preview", "remove", "forward", "upload", "save", "overwrite", "unplace", "review"],
  ...["whole", "asked"],
]);
const OF_A_PICTURE = new Set(["remove", "forward"]);

async function act(context: AppLoadContext, id: string, { viewer, form, now }: PageWrite) {
  const { directory, portal } = context;
  const { db } = portal;
  const { personId } = viewer;
  const spaceId = directory.space.id;
  const typed = withClickedPlace(context, textFields(form));
  const headings = headingsOf(context);
  const asked = answersIn(typed);
  const fields: Record<string, string> = asked
    ? { ...typed, body: joinAnswers(asked.answers, headings[asked.language]) }
    : typed;
  // `remove:PICTURE`, `forward:PICTURE`, and `overwrite:VERSION`, the one that another window saved and this one has been shown.
  const [intent = "", of] = (fields.intent ?? "save").split(":");
  // Before anything is kept: a button that is none of ours keeps nothing.
  if (!INTENTS.has(intent) || (OF_A_PICTURE.has(intent) && !isUuid(of))) throw new PortalError("bad-request");
  const window = writingWindow(intent === "overwrite" ? { ...fields, version: of } : fields);

  if (intent === "discard") {
    await discardDraft(db, spaceId, id, personId);
    return redirect("/me");
  }
  const whole = parseInput(draftSchema(directory), fields);
  const input = intent === "unplace" ? { ...whole, place: null } : whole;
  try {
    await keepDraft(db, spaceId, personId, id, input, now, window, pictureWordsIn(fields));
  } catch (error) {
    if (isRefusal(error, "not-found")) await leadToProposal(db, spaceId, id, personId, now);
    if (!isRefusal(error, "changed-meanwhile")) throw error;
    // Both texts: what was typed stays in the form, what another window saved is shown beside it.
    const saved = savedTextOf(await readDraft(db, spaceId, id, personId));
    return data({ conflict: saved, typed }, { status: 409 });
  }
  switch (intent) {
    case "preview":
      return { preview: markdownToHtml(input.body), typed };
    // One field for the whole text, and the three questions again: the page comes back with the same text. One that is
    // no answer to them stands under the first, for its writer to divide.
    case "whole":
      return { refused: null, typed: { ...fields, ...NO_ANSWERS, prompts: "" } };
    case "asked": {
      const { language, answers } = splitBody(input.body, headings, LANGUAGES) ?? {
        language: context.language,
        answers: { ...NO_ANSWERS, problem: input.body },
      };
      return { refused: null, typed: { ...fields, ...answers, body: "", prompts: language } };
    }
    case "forward":
      if (of) await bringPictureForward(db, spaceId, id, personId, of);
      return redirect(`/drafts/${id}#pictures`);
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
    case "review": {
      await attach(context, id, personId, form, now, { needed: false });
      const unanswered = asked ? unansweredOf(asked.answers) : [];
      const lacking = faultsOfDraft(directory, await readDraft(db, spaceId, id, personId));
      // Where a question is open, that is what is said of the text.
      const faults = [
        ...unanswered,
        ...lacking.filter(({ field }) => !unanswered.length || field !== "body"),
      ];
      if (faults.length > 0) throw new PortalError("invalid-input", { faults });
      return redirect(`/drafts/${id}/review`);
    }
    default:
      throw new PortalError("bad-request");
  }
}

const unansweredOf = (answers: Answers): FieldFault[] =>
  NEEDED_PROMPTS.filter((prompt) => seenLength(answers[prompt]) === 0).map((field) => ({
    field,
    code: "required",
  }));

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
  const { alt } = parseInput(pictureWordsSchema, { alt: "", caption: "", ...textFields(form) });
  await addInTurn(context, personId, file, (bytes) =>
    addPicture(context.portal.db, context.directory.space.id, id, personId, { bytes, alt }, now),
  );
}
