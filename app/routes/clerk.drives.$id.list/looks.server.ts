import type { Look } from "#app/domain/kinds/drive/access-log.ts";
import type { Reader } from "#app/domain/space/labels.ts";

/** The access log in the reader's language, with what was exported beside its look. */
export function looksOf(looks: readonly Look[], { language }: Pick<Reader, "language">) {
  return looks.map((look) => ({
    id: look.id,
    at: look.at.toISOString(),
    reader: look.reader_name,
    office: look.office_name[language],
    purpose: look.purpose,
    scope: look.scope,
    entries: look.entries,
    export: look.export && {
      format: look.export.format,
      recipient: look.export.recipient,
      sha256: look.export.sha256?.toString("hex") ?? null,
    },
  }));
}

export type LookView = ReturnType<typeof looksOf>[number];
