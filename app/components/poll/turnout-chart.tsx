import { useTranslation } from "react-i18next";
import { ColumnChart } from "../column-chart.tsx";
import { TableView } from "../table-view.tsx";
import { useFormat } from "../use-format.ts";

export interface TurnoutStep {
  /** When it begins. */
  from: string;
  count: number;
  /** In the same step of earlier polls, on average; null: there is none. */
  earlier: number | null;
}

interface TurnoutChartProps {
  unit: "hour" | "day" | "week";
  steps: readonly TurnoutStep[];
  /** How many earlier polls it stands against; 0: none. */
  earlierPolls: number;
}

/**
 * How many took part in each step of time, with a mark where earlier polls were, and the same as a table.
 */
export function TurnoutChart({ unit, steps, earlierPolls }: TurnoutChartProps) {
  const { t } = useTranslation("turnout");
  const { t: common } = useTranslation();
  const format = useFormat();
  const nameOf = (from: string) =>
    unit === "hour" ? `${format.shortDate(from)} ${format.time(from)}` : format.shortDate(from);
  const [first, last] = [steps[0], steps.at(-1)];
  let sum = 0;
  const rows = steps.map((step) => {
    sum += step.count;
    return { ...step, sum };
  });
  return (
    <ColumnChart
      title={t(`when.${unit}`)}
      columns={steps.map(({ from, count, earlier }) => ({
        key: from,
        label: `${nameOf(from)} · ${format.number(count)}`,
        count,
        mark: earlier,
      }))}
      most={(count) => t("most", { amount: format.number(count) })}
      ends={[first ? nameOf(first.from) : "", last ? nameOf(last.from) : ""]}
    >
      {earlierPolls > 0 && (
        <ul className="column-legend">
          <li>
            <svg width="20" height="12" aria-hidden="true" focusable="false">
              <rect className="column" width="20" height="12" />
            </svg>
            {t("here")}
          </li>
          <li>
            <svg width="20" height="12" aria-hidden="true" focusable="false">
              <line className="mark" x1="0" x2="20" y1="6" y2="6" />
            </svg>
            {t("earlier", { count: earlierPolls, amount: format.number(earlierPolls) })}
          </li>
        </ul>
      )}
      <details>
        <summary>{common("chart.table")}</summary>
        <TableView
          caption={t(`when.${unit}`)}
          rows={rows}
          rowKey={({ from }) => from}
          columns={[
            { key: "from", label: t(`step.${unit}`), cell: ({ from }) => nameOf(from) },
            { key: "count", label: t("took"), numeric: true, cell: ({ count }) => format.number(count) },
            { key: "sum", label: t("soFar"), numeric: true, cell: (row) => format.number(row.sum) },
            ...(earlierPolls > 0
              ? [
                  {
                    key: "earlier",
                    label: t("usual"),
                    numeric: true,
                    cell: ({ earlier }: TurnoutStep) => format.number(earlier ?? 0),
                  },
                ]
              : []),
          ]}
        />
      </details>
    </ColumnChart>
  );
}
