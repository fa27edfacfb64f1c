import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { parseId } from "#app/domain/input.ts";
import {
  keepPart,
  readApplication,
  submitApplication,
  WRITABLE,
  withdrawApplication,
} from "#app/domain/kinds/drive/application.ts";
import { stepsOf, textShapeOf } from "#app/domain/kinds/drive/application-schema.ts";
import { endInvitation, inviteHelpers, removeHelper } from "#app/domain/kinds/drive/helpers.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { writingWindow } from "#app/domain/writing-window.ts";
import { homeHere } from "#app/doors/home.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { articlesOf, isDraftPart, partOfForm, withOneMore } from "./application-form.ts";
import { savedPart } from "./saved-part.server.ts";

const KEEPING = new Set(["save", "autosave", "overwrite", "next", "add", "remove"]);

/** The buttons of an application's page; those of a step keep all that was typed, whichever is pressed. */
export async function writeApplication(
  context: AppLoadContext,
  id: number,
  { viewer, form, now }: PageWrite,
) {
  const { portal, origin, directory } = context;
  const spaceId = directory.space.id;
  const { db } = portal;
  const { personId } = viewer;
  const fields = textFields(form);
  const [intent = "", place] = (fields.intent ?? "save").split(":");
  const path = `/drives/applications/${id}`;
  // What is somebody else's is not there.
  const application = await readApplication(db, spaceId, id, { personId, isClerk: false });
  if (KEEPING.has(intent)) {
    try {
      return await keep(context, application, { viewer, form, now }, intent, place);
    } catch (error) {
      if (!isPortalError(error) || error.code !== "changed-meanwhile") throw error;
      const meanwhile = await readApplication(db, spaceId, id, { personId, isClerk: false });
      const { step = "" } = fields;
      if (!WRITABLE.some((state) => state === meanwhile.state) || !isDraftPart(step)) throw error;
      return data({ conflict: savedPart(meanwhile, step), typed: fields }, { status: 409 });
    }
  }
  switch (intent) {
    case "submit": {
      // Nothing is handed in without it, so when it was handed in says when they agreed (PIPA 15).
      if (fields.consent !== "yes")
        throw new PortalError("invalid-input", { faults: [{ field: "consent", code: "required" }] });
      const options = { dataKeys: portal.signing.dataKeys, seal: portal.seal, home: homeHere(context) };
      const driveId = await submitApplication(db, spaceId, id, personId, now, options);
      return redirect(driveId === null ? path : `/drives/${driveId}`);
    }
    case "withdraw":
      return redirect(
        (await withdrawApplication(db, spaceId, id, personId, now)) === "deleted" ? "/drives/new" : path,
      );
    case "invite": {
      const token = await inviteHelpers(db, spaceId, id, personId, now);
      return data({ invitation: origin + spacePath(directory.space.prefix, `${path}/join?token=${token}`) });
    }
    case "end-invitation":
      await endInvitation(db, spaceId, id, personId);
      return redirect(`${path}?step=people`);
    case "remove-helper": {
      const helper = parseId(fields.helper);
      if (helper === undefined) throw new PortalError("bad-request");
      await removeHelper(db, spaceId, id, helper, personId);
      return redirect(`${path}?step=people`);
    }
    default:
      throw new PortalError("bad-request");
  }
}

async function keep(
  context: AppLoadContext,
  application: Awaited<ReturnType<typeof readApplication>>,
  { viewer, form, now }: PageWrite,
  intent: string,
  place: string | undefined,
) {
  const { portal, directory } = context;
  const { id, definition, request } = application;
  const fields = textFields(form);
  const { step = "" } = fields;
  const path = `/drives/applications/${id}`;
  if (!isDraftPart(step)) throw new PortalError("bad-request");
  const shape = textShapeOf(definition, request);
  // `overwrite:VERSION`, the one that another window saved and this one has been shown.
  const window = writingWindow(intent === "overwrite" ? { ...fields, version: place } : fields);
  const keepNow = (input: object) =>
    keepPart(portal.db, application, viewer.personId, directory.categories, step, input, now, window);

  if (step === "text" && (intent === "add" || intent === "remove")) {
    const articles = articlesOf(fields, shape);
    const changed =
      intent === "add"
        ? withOneMore(articles, shape)
        : articles.filter((_, index) => String(index) !== place);
    await keepNow({ articles: changed });
    const last = Math.max(0, changed.length - 1);
    return redirect(`${path}?step=text#article-${intent === "add" ? last : Math.min(Number(place), last)}`);
  }
  const input = partOfForm(step, fields, shape);
  await keepNow(input);
  if (intent === "autosave") return data({ savedAt: now.toISOString() });
  if (intent !== "next") return redirect(`${path}?step=${step}&saved=1`);
  // The steps that follow depend on what was just chosen.
  const chosen = step === "subject" ? (fields.request ?? request) : request;
  const steps = stepsOf(definition, chosen);
  return redirect(`${path}?step=${steps[steps.indexOf(step) + 1] ?? "review"}`);
}
