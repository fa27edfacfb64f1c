import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { PaperImport } from "#app/domain/kinds/drive/import-paper.ts";
import type { RegisterReport } from "#app/domain/kinds/drive/register-extract.ts";
import { RowsTold } from "./told-rows.tsx";

/** What became of what was just entered; nothing is left out in silence. */
export function PaperReport({
  driveId,
  report,
}: {
  driveId: number;
  report: PaperImport | (Omit<PaperImport, "file" | "sheets" | "rejected"> & { file?: undefined });
}) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { counted, doubtful, refused, before, unread, count } = report;
  const rejected = report.file && report.rejected;
  const number = (value: number) => ({ count: value, amount: format.number(value) });
  const rows: [string, number][] = [
    [t("lineState.counted"), counted],
    [t("lineState.doubtful"), doubtful],
    [t("lineState.refused"), refused],
    [t("report.before"), before],
  ];
  return (
    <Notice
      tone={unread.count > 0 || (rejected && rejected.count > 0) ? "warning" : "success"}
      live
      title={t("report.title")}
    >
      {report.file && <FileTaken file={report.file} />}
      <dl className="facts numeric">
        {rows.map(([term, value]) => (
          <div key={term} className="fact-row">
            <dt>{term}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      {count !== null && <p>{t("report.count", number(count))}</p>}
      {rejected && (
        <RowsTold
          told={{ ...rejected, rows: rejected.rows.map(({ row, why }) => ({ row, why: [why] })) }}
          of="row"
          title={t("report.rejected", number(rejected.count))}
        >
          {t("report.rejectedText")}
        </RowsTold>
      )}
      <RowsTold
        told={{ ...unread, rows: unread.rows.map(({ row, cells }) => ({ row, why: cells })) }}
        of={report.file ? "row" : "line"}
        title={t("report.unread", number(unread.count))}
      >
        {t("report.unreadText")}
      </RowsTold>
      {doubtful > 0 && (
        <p>
          <Link className="text-link" to={`/clerk/drives/${driveId}/doubtful`}>
            {t("report.queue")}
          </Link>
        </p>
      )}
    </Notice>
  );
}

const ENCODING_NAMES = { "utf-8": "UTF-8", "utf-16": "UTF-16", cp949: "CP949" };
const isNamed = (delimiter: string): delimiter is keyof typeof DELIMITER_NAMES =>
  Object.hasOwn(DELIMITER_NAMES, delimiter);
const DELIMITER_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/** How a file was understood: whoever sees the wrong separator knows why nothing fits. */
function FileTaken({ file: { encoding, delimiter, rows } }: Pick<PaperImport, "file">) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  return (
    <p>
      {t("report.file", {
        count: rows,
        amount: format.number(rows),
        encoding: ENCODING_NAMES[encoding],
        delimiter: isNamed(delimiter) ? t(`report.delimiter.${DELIMITER_NAMES[delimiter]}`) : delimiter,
      })}
    </p>
  );
}

export function RegisterReportNotice({ report }: { report: RegisterReport }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { people, changed, unreadable } = report;
  const number = (value: number) => ({ count: value, amount: format.number(value) });
  return (
    <Notice tone={unreadable.count > 0 ? "warning" : "success"} live title={t("register.done")}>
      <p>{t("register.people", number(people))}</p>
      <p>{t("register.changed", number(changed))}</p>
      <RowsTold
        told={{ ...unreadable, rows: unreadable.rows.map(({ row, why }) => ({ row, why: [why] })) }}
        of="row"
        title={t("register.unreadable", number(unreadable.count))}
      />
    </Notice>
  );
}
