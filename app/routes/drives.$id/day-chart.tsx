import { useTranslation } from "react-i18next";
import { ColumnChart } from "#app/components/column-chart.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { DAY_MS } from "#app/domain/calendar/dates.ts";

export interface SignedDay {
  /** YYYY-MM-DD in Seoul. */
  day: string;
  /** Signatures that came less those that were taken back. */
  net: number;
}

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

/** Signatures day by day, and the same as a table. */
export function DayChart({ days }: { days: readonly SignedDay[] }) {
  const { t } = useTranslation("drives");
  const { t: common } = useTranslation();
  const format = useFormat();
  const all = everyDay(days);
  const dateOf = (day: string | undefined) => day && format.shortDate(`${day}T00:00:00+09:00`);
  return (
    <ColumnChart
      title={t("days.title")}
      columns={all.map(({ day, net }) => ({
        key: day,
        label: `${dateOf(day)} · ${format.number(net)}`,
        count: net,
      }))}
      most={(count) => t("days.most", { amount: format.number(count) })}
      ends={[dateOf(all[0]?.day) ?? "", dateOf(all.at(-1)?.day) ?? ""]}
    >
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
    </ColumnChart>
  );
}
