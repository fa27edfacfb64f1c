import type { AppLoadContext } from "@remix-run/node";
import type { ExportRequest, ListWords } from "#app/domain/kinds/drive/export-list.ts";
import { labelsOf } from "#app/doors/labels.ts";
import { formatDate, formatDateTime, formatNumber } from "#app/i18n/format.ts";
import { translator } from "#app/i18n/server.ts";
import type { DriveRow } from "#db/queries/drives.ts";
import type { listExportsOfDrive } from "#db/queries/list-exports.ts";
import type { listReadsOfDrive } from "#db/queries/personal-reads.ts";

/** The access log in the reader's language, with what was exported beside its look. */
export function looksOf(
  reads: Awaited<ReturnType<typeof listReadsOfDrive>>,
  exports: Awaited<ReturnType<typeof listExportsOfDrive>>,
  { language }: Pick<AppLoadContext, "language">,
) {
  const byRead = new Map(exports.map((one) => [one.read_id, one]));
  return reads.map((read) => {
    const sent = byRead.get(read.id);
    return {
      id: read.id,
      at: read.at.toISOString(),
      reader: read.reader_name,
      office: read.office_name[language],
      purpose: read.purpose,
      scope: read.scope,
      entries: read.entries,
      export: sent
        ? { format: sent.format, recipient: sent.recipient, sha256: sent.sha256?.toString("hex") ?? null }
        : null,
    };
  });
}

/** What is said in an exported list. */
export function listWords(
  drive: DriveRow,
  { purpose }: ExportRequest,
  { directory, language }: Pick<AppLoadContext, "directory" | "language">,
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
