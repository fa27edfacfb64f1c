import { useTranslation } from "react-i18next";
import { EmptyState } from "#app/components/empty-state.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { Decision } from "#db/tables/duty.ts";
import { BarChart } from "./bar-chart.tsx";

const DECISIONS: readonly Decision[] = ["will-do", "partly", "under-study", "cannot"];

/** What offices decided, each reply by its latest version. Always in the same order, from yes to no. */
export function Decisions({ decisions }: { decisions: readonly { decision: Decision; replies: number }[] }) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const bars = DECISIONS.map((decision) => ({
    label: common(`decisionShort.${decision}`),
    value: decisions.find((counted) => counted.decision === decision)?.replies ?? 0,
  }));
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  return (
    <section className="section" aria-labelledby="decisions">
      <h2 className="h-section" id="decisions">
        {t("decisions.heading")}
      </h2>
      {total > 0 ? (
        <div className="panel results-panel">
          <p>{t("decisions.sum", { count: total, amount: format.number(total) })}</p>
          <BarChart
            title={t("decisions.chart")}
            bars={bars}
            labelHead={t("decisions.decision")}
            valueHead={t("decisions.replies")}
          />
        </div>
      ) : (
        <EmptyState title={t("decisions.empty")}>{t("decisions.emptyText")}</EmptyState>
      )}
    </section>
  );
}
