import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import { LINES_PRINTED } from "#app/domain/kinds/drive/paper-line.ts";
import { formatDate } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { SheetsPdf } from "#app/platform/sheet-pdf.ts";
import type { Language } from "#db/tables/language.ts";

/** What stands on a drive's sheets; the drive's own words are what online signers sign as well. */
export function sheetsOf(drive: Drive, origin: string, language: Language): SheetsPdf {
  const t = translator(language);
  const { title, draft, definition, certificate, matter_id, closes_at, draft_hash } = drive;
  const { minAge } = definition.eligibility;
  return {
    heading: (number) => t("clerk:print.heading", { number }),
    kind: t("clerk:print.kind", { kind: definition.name[language], number: certificate }),
    title,
    summary: draft.summary,
    notes: [
      t("clerk:print.note.read", { url: `${origin}/drives/${matter_id}` }),
      t("clerk:print.note.who", { age: minAge, date: formatDate(language, closes_at) }),
      t("clerk:print.note.data"),
    ],
    columns: [
      { label: t("clerk:print.column.name"), share: 16 },
      { label: t("clerk:print.column.birthDate"), share: 14 },
      { label: t("clerk:print.column.address"), share: 38 },
      { label: t("clerk:print.column.signature"), share: 18 },
      { label: t("clerk:print.column.date"), share: 14 },
    ],
    lines: LINES_PRINTED,
    collector: [t("clerk:print.collector"), t("clerk:print.collectorSign"), t("clerk:print.collectorDate")],
    footer: t("clerk:print.footer", { hash: draft_hash.toString("hex") }),
  };
}
