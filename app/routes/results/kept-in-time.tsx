import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ArrowRightIcon } from "#app/components/icons.tsx";
import { StatRow } from "#app/components/stat-row.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface KeptInTimeProps {
  duties: { open: number; overdue: number; met: number; metInTime: number };
}

/** Whether replies came by their day. What is late and unanswered stands beside what was kept. */
export function KeptInTime({ duties: { open, overdue, met, metInTime } }: KeptInTimeProps) {
  const { t } = useTranslation("results");
  const format = useFormat();
  // Only what was due by now can have been kept or not.
  const due = met + overdue;
  const stat = (name: "inTime" | "late" | "overdue" | "open", value: number, to?: string) => ({
    label: t(`duties.${name}`),
    value: t("duties.number", { count: value, amount: format.number(value) }),
    to,
  });
  return (
    <section className="section" aria-labelledby="kept">
      <div className="section-head">
        <h2 className="h-section" id="kept">
          {t("duties.heading")}
        </h2>
        <Link className="text-link" to="/duties">
          {t("duties.all")}
          <ArrowRightIcon size={18} />
        </Link>
      </div>
      {due + open > 0 ? (
        <div className="stack">
          {due > 0 && (
            <p className="results-kept">
              {t("duties.sum", {
                count: due,
                due: format.number(due),
                kept: format.number(metInTime),
                share: format.percent(metInTime / due),
              })}
            </p>
          )}
          <StatRow
            stats={[
              stat("inTime", metInTime, "/duties?state=met"),
              stat("late", met - metInTime, "/duties?state=met"),
              stat("overdue", overdue, "/duties?state=overdue"),
              stat("open", open, "/duties?state=open"),
            ]}
          />
        </div>
      ) : (
        <EmptyState title={t("duties.empty")}>{t("duties.emptyText")}</EmptyState>
      )}
    </section>
  );
}
