import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { pictureWordsSchema } from "#app/domain/kinds/poll/definition.ts";
import { lookedAtDraft, readDraft, saveDraft, submitDraft } from "#app/domain/kinds/poll/drafts.ts";
import { correctionSchema, correctPoll, withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { addPollPicture } from "#app/domain/kinds/poll/pictures.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { addInTurn, chosenPicture } from "#app/doors/picture-upload.ts";
import { countOf, type PollFields } from "#app/doors/poll-fields.ts";
import { definitionOfFields, LANGUAGES, pictureFieldOf, withPicture } from "#app/doors/poll-form.ts";
import { hangOn, movedUp, without, withoutQuestion } from "./form-order.ts";

type Done = "saved" | "pictured" | "freed" | "submitted" | "looked" | "approved" | "corrected" | "withdrawn";

/**
 * What the form's button says: each saves what was typed, so that nothing of it is lost, and then adds a question, hands
 * it on or what else it is for.
 */
export async function actOnPoll(context: AppLoadContext, id: number, write: PageWrite): Promise<Done> {
  const { portal, directory } = context;
  const { viewer, form, now } = write;
  const { db, polls } = portal;
  const spaceId = directory.space.id;
  const fields = textFields(form);
  const [intent = "", place = ""] = (fields.intent ?? "").split(":");
  const version = Number(fields.version);
  const services = { db, directory, viewer, now };
  switch (intent) {
    case "approve":
      await approvePoll(polls, viewer, spaceId, id, version, now);
      return "approved";
    case "looked":
      await lookedAtDraft(db, viewer, spaceId, id, version);
      return "looked";
    case "correct": {
      const { "correction.ko": ko, "correction.en": en, "correction.ja": ja } = fields;
      await correctPoll(db, viewer, spaceId, id, parseInput(correctionSchema, { ko, en, ja }), now);
      return "corrected";
    }
    case "withdraw":
      await withdrawPoll(db, viewer, spaceId, id, now);
      return "withdrawn";
    default: {
      // Before anything is kept: a button that is none of ours keeps nothing.
      if (!FORM_INTENTS.has(intent)) throw new PortalError("bad-request");
      await attachPicture(context, id, write, intent === "add-picture");
      const changed = changedFields(textFields(form), intent, place);
      const seen = intent === "overwrite" ? (await readDraft(db, viewer, spaceId, id)).version : version;
      const saved = await saveDraft(services, id, definitionOfFields(changed), seen);
      if (intent === "remove-question" && hangOn(fields, Number(place)).length > 0) return "freed";
      if (intent === "add-picture" || intent === "remove-picture") return "pictured";
      if (intent !== "submit") return "saved";
      await submitDraft(services, id, saved);
      return "submitted";
    }
  }
}

/**
 * Keeps a picture that was chosen, and puts it where the form says, in what was typed: so it is not lost when something
 * else of the form is refused.
 */
async function attachPicture(
  context: AppLoadContext,
  id: number,
  { viewer, form, now }: PageWrite,
  needed: boolean,
): Promise<void> {
  const file = chosenPicture(form, needed);
  if (!file) return;
  const { portal, directory } = context;
  const fields = textFields(form);
  const name = pictureFieldOf(fields, fields.pictureOf);
  if (name === undefined)
    throw new PortalError("invalid-input", {
      faults: [{ field: "pictureOf", code: fields.pictureOf ? "unknown-choice" : "required" }],
    });
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, fields[`alt.${language}`]]));
  const { alt } = parseInput(pictureWordsSchema, { alt: words });
  const picture = await addInTurn(context, viewer.personId, file, (bytes) =>
    addPollPicture({ db: portal.db, directory, viewer, now }, id, bytes),
  );
  const placed = withPicture(fields, name, { id: picture, alt });
  for (const [field, value] of Object.entries({ ...placed, ...NOTHING_MORE }))
    if (fields[field] !== value) form.set(field, value);
}

/** What the big form's buttons say; each saves what was typed. */
const FORM_INTENTS: ReadonlySet<string> = new Set([
  ...["save", "overwrite", "submit", "add-picture", "remove-picture"],
  ...["add-question", "remove-question", "move-question", "add-brief", "remove-brief"],
]);

/** The place for another picture, once one was taken. */
const NOTHING_MORE = { pictureOf: "", "alt.ko": "", "alt.en": "", "alt.ja": "" };

function changedFields(fields: PollFields, intent: string, where: string): PollFields {
  const place = Number(where);
  switch (intent) {
    case "add-question": {
      const name = `q.${countOf(fields, "q")}`;
      return { ...fields, [`${name}.type`]: "single", [`${name}.page`]: lastPage(fields) };
    }
    case "remove-question":
      return withoutQuestion(fields, place);
    case "move-question":
      return movedUp(fields, place);
    case "add-brief":
      return { ...fields, [`b.${countOf(fields, "b")}.title.ko`]: "" };
    case "remove-brief":
      return without(fields, "b", place);
    case "remove-picture": {
      const name = pictureFieldOf(fields, where);
      if (name === undefined) throw new PortalError("bad-request");
      return withPicture(fields, name, undefined);
    }
    default:
      return fields;
  }
}

const lastPage = (fields: PollFields): string => fields[`q.${countOf(fields, "q") - 1}.page`] ?? "1";
