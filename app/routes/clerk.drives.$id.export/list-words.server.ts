import type { ExportRequest, ListWords } from "#app/domain/kinds/drive/export-list.ts";
import type { Drive } from "#app/domain/kinds/drive/get-drive.ts";
import { labelsOf, type Reader } from "#app/domain/space/labels.ts";
import { formatDate, formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";

/** What is said in an exported list. */
export function listWords(
  drive: Drive,
  { purpose }: ExportRequest,
  { directory, language }: Reader,
  now: Date,
): ListWords {
  const t = translator(language);
  const labels = labelsOf(directory, language);
  const column = (name: "number" | "name" | "birthDate" | "address" | "district" | "from" | "signedAt") =>
    t(`clerk:export.column.${name}`);
  return {
    title: t("clerk:export.title", { title: drive.title }),
    lines: [
      t("clerk:export.line", {
        certificate: drive.certificate,
        amount: formatNumber(language, drive.support_count),
        date: formatDateTime(language, now),
      }),
      t("clerk:export.purposeLine", { purpose }),
    ],
    columns: {
      number: column("number"),
      name: column("name"),
      birthDate: column("birthDate"),
      address: column("address"),
      district: column("district"),
      from: column("from"),
      signedAt: column("signedAt"),
    },
    online: t("clerk:export.online"),
    sheet: (sheet, line) => t("clerk:queue.placeOf", { sheet, line }),
    district: (code) => labels.district(code) ?? "",
    date: (at) => formatDate(language, at),
    footer: t("clerk:export.footer", { space: directory.space.name[language] }),
  };
}
