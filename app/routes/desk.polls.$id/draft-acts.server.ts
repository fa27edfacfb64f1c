import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { approvePoll } from "#app/domain/kinds/poll/approve-poll.ts";
import { lookedAtDraft, readDraft, saveDraft, submitDraft } from "#app/domain/kinds/poll/drafts.ts";
import { correctionSchema, correctPoll, withdrawPoll } from "#app/domain/kinds/poll/office-acts.ts";
import { type PageWrite, textFields } from "#app/doors/page.ts";
import { countOf, type PollFields } from "#app/doors/poll-fields.ts";
import { definitionOfFields, hangOn, movedUp, without, withoutQuestion } from "#app/doors/poll-form.ts";

type Done = "saved" | "freed" | "submitted" | "looked" | "approved" | "corrected" | "withdrawn";

/**
 * What the form's button says: each saves what was typed, so that nothing of it is lost, and then adds a question, hands
 * it on or what else it is for.
 */
export async function actOnPoll(
  { portal, directory }: AppLoadContext,
  id: number,
  { viewer, form, now }: PageWrite,
): Promise<Done> {
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
      const changed = changedFields(fields, intent, Number(place));
      const seen = intent === "overwrite" ? (await readDraft(db, viewer, spaceId, id)).version : version;
      const saved = await saveDraft(services, id, definitionOfFields(changed), seen);
      if (intent === "remove-question" && hangOn(fields, Number(place)).length > 0) return "freed";
      if (intent !== "submit") return "saved";
      await submitDraft(services, id, saved);
      return "submitted";
    }
  }
}

function changedFields(fields: PollFields, intent: string, place: number): PollFields {
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
    case "save":
    case "overwrite":
    case "submit":
      return fields;
    default:
      throw new PortalError("bad-request");
  }
}

const lastPage = (fields: PollFields): string => fields[`q.${countOf(fields, "q") - 1}.page`] ?? "1";
