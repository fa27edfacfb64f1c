import { lazy, type ReactNode, Suspense, useState } from "react";

export interface Column {
  /** Of its own among the columns. */
  key: string;
  /** What a pointer on it is told: when, and how many. */
  label: string;
  /** Below zero it hangs from the ground. */
  count: number;
  /** Where a mark stands beside it; null: nowhere. */
  mark?: number | null;
}

interface ColumnChartProps {
  title: string;
  columns: readonly Column[];
  /** What the line at the highest column says. */
  most: (count: number) => string;
  /** What the first and the last column are called. */
  ends: readonly [first: string, last: string];
  /** A legend, and the numbers as a table. */
  children: ReactNode;
}

const HEIGHT = 160;
/** Above the highest column, for what it says. */
const HEAD = 24;
/** Of the room of a column, what is drawn: not all of it where there are one or two. */
const partOf = (columns: number): number => Math.min(0.72, 0.1 + 0.15 * columns);

/** 100 kB of script: fetched by the first touch, and nothing that is seen waits for it. */
const ColumnPointer = lazy(() => import("./column-pointer.tsx"));

/**
 * Numbers in the order of time, as columns. Drawn on the server; its places are parts of its width, so that columns grow
 * with the page and words do not. Who touches it is told what a column is.
 */
export function ColumnChart({ title, columns, most, ends, children }: ColumnChartProps) {
  const highest = Math.max(0, ...columns.map(({ count }) => count));
  const top = Math.max(1, highest, ...columns.map(({ mark }) => mark ?? 0));
  const bottom = Math.min(0, ...columns.map(({ count }) => count));
  const y = (count: number) => HEAD + ((top - count) / (top - bottom)) * (HEIGHT - HEAD);
  const x = (place: number) => `${(place / columns.length) * 100}%`;
  const wide = partOf(columns.length);
  const aside = (1 - wide) / 2;
  const [first, last] = ends;
  const [touched, setTouched] = useState(false);
  return (
    <figure className="column-chart">
      <figcaption>{title}</figcaption>
      {/* The numbers are in the table; read out, the drawing would only repeat them without order. */}
      <div className="column-drawing" onPointerEnter={() => setTouched(true)}>
        <svg height={HEIGHT} aria-hidden="true" focusable="false">
          <line className="grid" x1="0" x2="100%" y1={y(highest)} y2={y(highest)} />
          <text className="most" x="0" y={y(highest) - 6}>
            {most(highest)}
          </text>
          {columns.map(({ key, count }, place) => (
            <rect
              key={key}
              className="column"
              x={x(place + aside)}
              width={x(wide)}
              y={y(Math.max(0, count))}
              height={y(0) - y(Math.abs(count))}
            />
          ))}
          {columns.map(
            ({ key, mark }, place) =>
              typeof mark === "number" && (
                <line key={key} className="mark" x1={x(place)} x2={x(place + 1)} y1={y(mark)} y2={y(mark)} />
              ),
          )}
          <line className="ground" x1="0" x2="100%" y1={y(0)} y2={y(0)} />
        </svg>
        {touched && (
          <Suspense>
            <ColumnPointer columns={columns} height={HEIGHT} />
          </Suspense>
        )}
      </div>
      <div className="column-ends" aria-hidden="true">
        <span>{first}</span>
        {columns.length > 1 && <span>{last}</span>}
      </div>
      {children}
    </figure>
  );
}
