import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import { LINES_PRINTED } from "#app/domain/kinds/drive/paper-line.ts";
import { formatDate } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { SheetsPdf } from "#app/platform/sheet-pdf.ts";
import type { Language } from "#db/tables/language.ts";

/**
 * What stands on a drive's sheets; the drive's own words are what online signers sign as well.
 *
 * @param url of its page
 */
export function sheetsOf(
  drive: Drive,
  url: string,
  language: Language,
  { first, count }: { first: number; count: number },
): SheetsPdf {
  const t = translator(language);
  const { title, draft, definition, certificate, closes_at, draft_hash } = drive;
  const { minAge } = definition.eligibility;
  return {
    headings: Array.from({ length: count }, (_, index) =>
      t("papers:sheet.heading", { number: first + index }),
    ),
    kind: t("papers:sheet.kind", { kind: definition.name[language], number: certificate }),
    title,
    summary: draft.summary,
    notes: [
      t("papers:sheet.note.read", { url }),
      t("papers:sheet.note.who", { age: minAge, date: formatDate(language, closes_at) }),
      t("papers:sheet.note.data"),
    ],
    columns: [
      { label: t("papers:sheet.column.name"), share: 16 },
      { label: t("papers:sheet.column.birthDate"), share: 14 },
      { label: t("papers:sheet.column.address"), share: 38 },
      { label: t("papers:sheet.column.signature"), share: 18 },
      { label: t("papers:sheet.column.date"), share: 14 },
    ],
    lines: LINES_PRINTED,
    collector: [
      t("papers:sheet.collector"),
      t("papers:sheet.collectorSign"),
      t("papers:sheet.collectorDate"),
    ],
    footer: t("papers:sheet.footer", { hash: draft_hash.toString("hex") }),
  };
}
