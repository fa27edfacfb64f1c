import type { AppLoadContext } from "@remix-run/node";
import { definitionChanges } from "#app/domain/kinds/poll/definition-changes.ts";
import type { PollDraftView } from "#app/domain/kinds/poll/drafts.ts";
import { definitionView } from "#app/domain/kinds/poll/read-poll.ts";
import { inLanguage, maybeIn } from "#app/domain/said.ts";
import { fieldsOfDefinition } from "#app/doors/poll-form.ts";
import { LARGEST_UPLOAD_BYTES } from "#app/platform/picture.ts";

/** A draft as its page shows it: its fields, how it will look, and what changed since the reader's last look. */
export function draftPageOf(draft: PollDraftView, { directory, language }: AppLoadContext) {
  const { definition, looked, officeId, ...rest } = draft;
  const names = (items: { code: string; name: Record<typeof language, string> }[]) =>
    items.map(({ code, name }) => ({ value: code, label: name[language] }));
  return {
    ...rest,
    office: directory.offices.find(({ id }) => id === officeId)?.name[language] ?? "",
    title: inLanguage(definition.title, language),
    summary: maybeIn(definition.summary, language),
    fields: fieldsOfDefinition(definition),
    /** Whole, for who approves it. */
    definition,
    preview: definitionView(definition, language),
    looked: looked && { version: looked.version },
    changes:
      looked && looked.version < draft.version ? definitionChanges(looked.definition, definition) : null,
    categories: names(directory.categories),
    districts: names(directory.districts),
    largestUploadBytes: LARGEST_UPLOAD_BYTES,
  };
}

export type DraftPageData = ReturnType<typeof draftPageOf>;
