import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RowsTold } from "#app/components/clerk/told-rows.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { PaperImport } from "#app/domain/kinds/drive/import-paper.ts";
import type { RegisterReport } from "#app/domain/kinds/drive/register-extract.ts";

/** A sheet that was entered by hand, or the sheets of a file. */
type Report =
  | PaperImport
  | (Pick<PaperImport, "entered" | "before" | "faulty"> & { sheet: number; file?: undefined });

/** What was just entered, and what may be mended of it; nothing is left out in silence. */
export function PaperReport({ driveId, report }: { driveId: number; report: Report }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { entered, before, faulty } = report;
  const rejected = report.file && report.rejected;
  const number = (value: number) => ({ count: value, amount: format.number(value) });
  const rows: [string, number][] = [
    [t("lineState.waiting"), entered],
    [t("report.before"), before],
  ];
  return (
    <Notice
      tone={faulty.count > 0 || (rejected && rejected.count > 0) ? "warning" : "success"}
      live
      title={t("report.title")}
    >
      <div className="stack">
        {report.file && <FileTaken file={report.file} />}
        <dl className="facts numeric">
          {rows.map(([term, value]) => (
            <div key={term} className="fact-row">
              <dt>{term}</dt>
              <dd>{format.number(value)}</dd>
            </div>
          ))}
        </dl>
        {entered > 0 && <p>{t("report.waits")}</p>}
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
          told={faulty}
          of={report.file ? "row" : "line"}
          title={t("report.faulty", number(faulty.count))}
        >
          {t("report.faultyText")}
        </RowsTold>
        {report.file === undefined && entered > 0 && (
          <p>
            <Link className="text-link" to={`/clerk/drives/${driveId}/sheets/${report.sheet}`}>
              {t("report.mend")}
            </Link>
          </p>
        )}
      </div>
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
