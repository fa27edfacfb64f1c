import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ArrowRightIcon } from "#app/components/icons.tsx";
import { StatRow } from "#app/components/stat-row.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { OfficeKind } from "#db/tables/space.ts";

const STATES = ["inTime", "late", "overdue", "open"] as const;
type State = (typeof STATES)[number];

const STATE_TO: Record<State, string> = {
  inTime: "/duties?state=met",
  late: "/duties?state=met",
  overdue: "/duties?state=overdue",
  open: "/duties?state=open",
};

export type OfficeDuties = Record<State, number> & { kind: OfficeKind };

/** Whether what was owed came by its day. What is late and not done stands beside what was kept. */
export function KeptInTime({ duties }: { duties: readonly OfficeDuties[] }) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const sum = (state: State) => duties.reduce((all, office) => all + office[state], 0);
  const number = (value: number) => t("duties.number", { count: value, amount: format.number(value) });
  // Only what was due by now can have been kept or not.
  const due = sum("inTime") + sum("late") + sum("overdue");
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
      {due + sum("open") > 0 ? (
        <div className="stack loose">
          {due > 0 && (
            <p className="results-kept">
              {t("duties.sum", {
                count: due,
                due: format.number(due),
                kept: format.number(sum("inTime")),
                share: format.percent(sum("inTime") / due),
              })}
            </p>
          )}
          <StatRow
            stats={STATES.map((state) => ({
              label: t(`duties.${state}`),
              value: number(sum(state)),
              to: STATE_TO[state],
            }))}
          />
          <TableView
            caption={t("duties.who.caption")}
            rows={duties}
            rowKey={({ kind }) => kind}
            columns={[
              { key: "office", label: t("duties.who.office"), cell: ({ kind }) => t(`duties.who.${kind}`) },
              ...STATES.map((state) => ({
                key: state,
                label: t(`duties.${state}`),
                numeric: true,
                cell: (office: OfficeDuties) => format.number(office[state]),
              })),
            ]}
          />
        </div>
      ) : (
        <EmptyState title={t("duties.empty")}>{t("duties.emptyText")}</EmptyState>
      )}
    </section>
  );
}
