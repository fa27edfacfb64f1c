import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Badge } from "#app/components/badge.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OwnReports } from "#app/domain/report/own-reports.ts";

/** What the person reported, newest first, and what the moderators said to it. */
export function OwnReportList({ reports }: { reports: OwnReports }) {
  const { t } = useTranslation("me");
  const { t: ofReport } = useTranslation("report");
  const format = useFormat();
  return (
    <section className="stack" aria-labelledby="own-reports">
      <h2 className="sr-only" id="own-reports">
        {t("tabs.reports")}
      </h2>
      {reports.length === 0 ? (
        <EmptyState title={t("empty.reports.title")}>{t("empty.reports.text")}</EmptyState>
      ) : (
        <ul className="link-rows">
          {reports.map(({ id, subject, path, text, reason, createdAt, settledAt, outcome }) => (
            <li key={id}>
              <Link to={path} dir="auto">
                {text ?? ofReport("gone")}
              </Link>{" "}
              <span className="cluster tight small muted">
                <Badge tone={outcome === null ? "warning" : outcome === "hidden" ? "success" : "gray"}>
                  {ofReport(`outcome.${outcome ?? "waits"}`)}
                </Badge>
                {ofReport(`thing.${subject}`)} · {ofReport(`reason.${reason}`)} · {format.date(createdAt)}
                {settledAt !== null && <> → {format.date(settledAt)}</>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
