import { useTranslation } from "react-i18next";
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

const HEIGHT = 160;
/** Above the highest column, for what it says. */
const HEAD = 24;
/** Of the room of a step, what its column takes: not all of it where there are one or two. */
const partOf = (steps: number): number => Math.min(0.72, 0.1 + 0.15 * steps);

/**
 * How many took part in each step of time: columns, with a mark where earlier polls were, and the same as a table. Drawn on
 * the server; its places are parts of its width, so that columns grow with the page and words do not.
 */
export function TurnoutChart({ unit, steps, earlierPolls }: TurnoutChartProps) {
  const { t } = useTranslation("turnout");
  const { t: common } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...steps.map(({ count, earlier }) => Math.max(count, earlier ?? 0)));
  const highest = Math.max(...steps.map(({ count }) => count));
  const nameOf = (from: string) =>
    unit === "hour" ? `${format.shortDate(from)} ${format.time(from)}` : format.shortDate(from);
  const y = (count: number) => HEIGHT - (count / most) * (HEIGHT - HEAD);
  const x = (place: number) => `${(place / steps.length) * 100}%`;
  const wide = partOf(steps.length);
  const aside = (1 - wide) / 2;
  const [first, last] = [steps[0], steps.at(-1)];
  let sum = 0;
  const rows = steps.map((step) => {
    sum += step.count;
    return { ...step, sum };
  });
  return (
    <figure className="turnout-chart">
      <figcaption>{t(`when.${unit}`)}</figcaption>
      {/* The numbers are in the table; read out, the drawing would only repeat them without order. */}
      <svg height={HEIGHT} aria-hidden="true" focusable="false">
        <line className="grid" x1="0" x2="100%" y1={y(highest)} y2={y(highest)} />
        <text className="most" x="0" y={y(highest) - 6}>
          {t("most", { amount: format.number(highest) })}
        </text>
        {steps.map(({ from, count }, place) => (
          <rect
            key={from}
            className="column"
            x={x(place + aside)}
            width={x(wide)}
            y={y(count)}
            height={HEIGHT - y(count)}
          />
        ))}
        {steps.map(
          ({ from, earlier }, place) =>
            earlier !== null && (
              <line
                key={from}
                className="earlier"
                x1={x(place)}
                x2={x(place + 1)}
                y1={y(earlier)}
                y2={y(earlier)}
              />
            ),
        )}
        <line className="ground" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div className="turnout-ends" aria-hidden="true">
        <span>{first && nameOf(first.from)}</span>
        {last && last !== first && <span>{nameOf(last.from)}</span>}
      </div>
      {earlierPolls > 0 && (
        <ul className="turnout-legend">
          <li>
            <svg width="20" height="12" aria-hidden="true" focusable="false">
              <rect className="column" width="20" height="12" />
            </svg>
            {t("here")}
          </li>
          <li>
            <svg width="20" height="12" aria-hidden="true" focusable="false">
              <line className="earlier" x1="0" x2="20" y1="6" y2="6" />
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
    </figure>
  );
}
