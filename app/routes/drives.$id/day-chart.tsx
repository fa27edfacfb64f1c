import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { useHydrated } from "#app/components/use-hydrated.ts";
import { DAY_MS } from "#app/domain/calendar/dates.ts";

export interface SignedDay {
  /** YYYY-MM-DD in Seoul. */
  day: string;
  /** Signatures that came less those that were taken back. */
  net: number;
}

const DayChartCanvas = lazy(() => import("./day-chart-canvas.tsx"));
const HEIGHT = 200;

/** Every day from the first to the last one, also those on which nobody signed: a gap is news too. */
export function everyDay(days: readonly SignedDay[]): SignedDay[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const known = new Map(days.map(({ day, net }) => [day, net]));
  const all: SignedDay[] = [];
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push({ day, net: known.get(day) ?? 0 });
  }
  return all;
}

/** Signatures day by day, and always their numbers as a table. Without JavaScript the table stands alone. */
export function DayChart({ days }: { days: readonly SignedDay[] }) {
  const { t } = useTranslation("drives");
  const { t: common } = useTranslation();
  const format = useFormat();
  const hydrated = useHydrated();
  const all = everyDay(days);
  const dateOf = (day: string) => format.shortDate(`${day}T00:00:00+09:00`);
  const place = <svg className="bar-chart-canvas" height={HEIGHT} aria-hidden="true" focusable="false" />;
  return (
    <figure className="bar-chart">
      <figcaption>{t("days.title")}</figcaption>
      <div className="bar-chart-canvas" aria-hidden="true">
        {hydrated ? (
          <Suspense fallback={place}>
            <DayChartCanvas days={all} height={HEIGHT} formatDay={dateOf} formatValue={format.number} />
          </Suspense>
        ) : (
          place
        )}
      </div>
      <details>
        <summary>{common("chart.table")}</summary>
        <TableView
          caption={t("days.title")}
          rows={all}
          rowKey={({ day }) => day}
          columns={[
            { key: "day", label: t("days.day"), cell: ({ day }) => dateOf(day) },
            { key: "net", label: t("days.signed"), numeric: true, cell: ({ net }) => format.number(net) },
          ]}
        />
      </details>
    </figure>
  );
}
