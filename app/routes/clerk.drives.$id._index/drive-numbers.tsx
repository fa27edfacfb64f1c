import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DayBadge } from "#app/components/clerk/day-badge.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { ClerkDriveView } from "#app/domain/kinds/drive/clerk-drive-view.ts";

/** How a drive stands: what counts, what waits, and by which day something must be done. */
export function DriveNumbers({ drive }: { drive: ClerkDriveView }) {
  const { t } = useTranslation("clerk");
  const format = useFormat();
  const { id, next, required, valid, online, paper, register, certificate, note, supportCount } = drive;
  const rows: [string, string][] = [
    [t("numbers.required"), format.number(required)],
    [t("numbers.counted"), format.number(supportCount)],
    ...(valid === supportCount
      ? []
      : [[t("numbers.valid"), format.number(valid)] satisfies [string, string]]),
    [t("numbers.online"), format.number(online)],
    [t("numbers.paper"), format.number(paper.counted)],
    [t("numbers.waiting"), format.number(paper.waiting)],
    [t("numbers.doubtful"), format.number(paper.doubtful)],
    [t("numbers.refused"), format.number(paper.refused)],
    [t("numbers.superseded"), format.number(paper.superseded)],
    [t("numbers.register"), register === 0 ? t("numbers.noRegister") : format.number(register)],
    [t("numbers.certificate"), certificate],
  ];
  return (
    <section className="panel stack" aria-labelledby="numbers">
      <h2 className="h-sub" id="numbers">
        {t("numbers.heading")}
      </h2>
      {next && (
        <p>
          <strong>{t(`step.${next.step}`)}</strong> · {t("numbers.until", { date: format.date(next.dueAt) })}{" "}
          <DayBadge dueAt={next.dueAt} />
        </p>
      )}
      <dl className="facts numeric">
        {rows.map(([term, value]) => (
          <div key={term} className="fact-row">
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {note && (
        <div>
          <h3 className="h-sub">{t("numbers.note")}</h3>
          <p className="article-text" dir="auto" lang="ko">
            {note}
          </p>
        </div>
      )}
      <p>
        <Link className="text-link" to={`/drives/${id}`}>
          {t("numbers.open")}
        </Link>
      </p>
    </section>
  );
}
