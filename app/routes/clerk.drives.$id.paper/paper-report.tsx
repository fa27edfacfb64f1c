import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { PaperImport } from "#app/domain/kinds/drive/import-paper.ts";
import type { RegisterReport } from "#app/domain/kinds/drive/register-extract.ts";

/** What became of what was just entered; nothing is left out in silence. */
export function PaperReport({
  driveId,
  report,
}: {
  driveId: number;
  report: Omit<PaperImport, "sheets"> & { sheets?: number };
}) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { counted, doubtful, refused, before, misplaced, brokenAt, count } = report;
  const number = (value: number) => ({ count: value, amount: format.number(value) });
  const rows: [string, number][] = [
    [t("lineState.counted"), counted],
    [t("lineState.doubtful"), doubtful],
    [t("lineState.refused"), refused],
    [t("report.before"), before],
  ];
  return (
    <Notice
      tone={misplaced.count > 0 || brokenAt !== null ? "warning" : "success"}
      live
      title={t("report.title")}
    >
      <dl className="facts numeric">
        {rows.map(([term, value]) => (
          <div key={term} className="fact-row">
            <dt>{term}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ))}
      </dl>
      {count !== null && <p>{t("report.count", number(count))}</p>}
      {misplaced.count > 0 && (
        <p>{t("report.misplaced", { ...number(misplaced.count), rows: misplaced.rows.join(", ") })}</p>
      )}
      {brokenAt !== null && <p>{t("report.broken", { row: brokenAt })}</p>}
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

export function RegisterReportNotice({ report }: { report: RegisterReport }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { people, changed, unreadable } = report;
  const number = (value: number) => ({ count: value, amount: format.number(value) });
  return (
    <Notice tone={unreadable.count > 0 ? "warning" : "success"} live title={t("register.done")}>
      <p>{t("register.people", number(people))}</p>
      <p>{t("register.changed", number(changed))}</p>
      {unreadable.count > 0 && (
        <p>{t("register.unreadable", { ...number(unreadable.count), rows: unreadable.rows.join(", ") })}</p>
      )}
    </Notice>
  );
}
