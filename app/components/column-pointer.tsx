import { Bar, BarChart, ResponsiveContainer, Tooltip } from "recharts";
import type { Column } from "./column-chart.tsx";

/** Over the columns of a chart, and not to be seen itself: says what the one is that somebody points at. */
export default function ColumnPointer({ columns, height }: { columns: readonly Column[]; height: number }) {
  return (
    <div className="column-pointer" aria-hidden="true">
      <ResponsiveContainer width="100%" height={height}>
        <BarChart data={[...columns]} margin={NONE} accessibilityLayer={false}>
          <Tooltip
            isAnimationActive={false}
            cursor={{ fillOpacity: 0.15 }}
            content={({ payload }) => <Label column={payload?.[0]?.payload} />}
          />
          <Bar dataKey="count" fill="transparent" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

function Label({ column }: { column: Column | undefined }) {
  return column ? <p className="column-label">{column.label}</p> : null;
}
