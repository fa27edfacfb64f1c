import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";

export interface Bar {
  label: string;
  value: number;
}

interface BarChartProps {
  title: string;
  bars: readonly Bar[];
  /** The heads of the table's two columns. */
  labelHead: string;
  valueHead: string;
}

/** The drawing library is large: it comes after the page, and only to pages with a chart. */
const BarChartCanvas = lazy(() => import("./bar-chart-canvas.tsx"));
const ROW_HEIGHT = 44;

/** Horizontal bars and, always, their numbers as a table. Without JavaScript the table stands alone. */
export function BarChart({ title, bars, labelHead, valueHead }: BarChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hydrated = useHydrated();
  const height = bars.length * ROW_HEIGHT;
  const table = (
    <TableView
      caption={title}
      rows={bars}
      rowKey={(bar) => bar.label}
      columns={[
        { key: "label", label: labelHead, cell: (bar) => bar.label },
        { key: "value", label: valueHead, numeric: true, cell: (bar) => format.number(bar.value) },
      ]}
    />
  );
  // Holds the chart's place, so that nothing jumps when it arrives.
  const place = <svg className="bar-chart-canvas" height={height} aria-hidden="true" focusable="false" />;
  return (
    <figure className="bar-chart">
      <figcaption>{title}</figcaption>
      {/* The numbers are in the table; read out, the drawing would only repeat them without order. */}
      <div className="bar-chart-canvas" aria-hidden="true">
        {hydrated ? (
          <Suspense fallback={place}>
            <BarChartCanvas bars={bars} height={height} formatValue={format.number} />
          </Suspense>
        ) : (
          place
        )}
      </div>
      <details>
        <summary>{t("chart.table")}</summary>
        {table}
      </details>
    </figure>
  );
}
