import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import type { Bar as BarData } from "./bar-chart.tsx";

interface BarChartCanvasProps {
  bars: readonly BarData[];
  height: number;
  formatValue: (value: number) => string;
}

/** One colour for all bars: length says it all, and nobody has to tell colours apart. */
export default function BarChartCanvas({ bars, height, formatValue }: BarChartCanvasProps) {
  const longest = Math.max(0, ...bars.map((bar) => bar.label.length));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={[...bars]}
        layout="vertical"
        margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, "dataMax"]} />
        <YAxis
          type="category"
          dataKey="label"
          width={Math.min(160, 24 + longest * 13)}
          axisLine={false}
          tickLine={false}
          tick={{ fill: "#464c53", fontSize: 15 }}
        />
        <Bar dataKey="value" fill="#256ef4" barSize={18} radius={[0, 4, 4, 0]} isAnimationActive={false}>
          <LabelList
            dataKey="value"
            position="right"
            fill="#1e2124"
            fontSize={15}
            formatter={(value) => formatValue(Number(value))}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
