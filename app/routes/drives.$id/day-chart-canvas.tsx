import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { SignedDay } from "./day-chart.tsx";

interface DayChartCanvasProps {
  days: SignedDay[];
  height: number;
  formatDay: (day: string) => string;
  formatValue: (value: number) => string;
}

/** One bar a day, low and quiet: the table beside it has the numbers. */
export default function DayChartCanvas({ days, height, formatDay, formatValue }: DayChartCanvasProps) {
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={days} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="#e6e8ea" />
        <XAxis
          dataKey="day"
          tickFormatter={formatDay}
          interval="preserveStartEnd"
          minTickGap={48}
          axisLine={{ stroke: "#cdd1d5" }}
          tickLine={false}
          tick={{ fill: "#464c53", fontSize: 14 }}
        />
        <YAxis
          width={44}
          allowDecimals={false}
          axisLine={false}
          tickLine={false}
          tickCount={4}
          tickFormatter={formatValue}
          tick={{ fill: "#464c53", fontSize: 14 }}
        />
        <Bar dataKey="net" fill="#256ef4" maxBarSize={28} radius={[3, 3, 0, 0]} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
