import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";

interface ElectorateTableProps {
  electorate: {
    asOf: string;
    publishedOn: string;
    eligible: number;
    population: number | null;
    districts: readonly { district: string; name: string; eligible: number; population: number | null }[];
  };
}

/** How many may sign, by district: what every number of the formulas is taken from. */
export function ElectorateTable({ electorate }: ElectorateTableProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const day = (value: string) => format.date(`${value}T00:00:00+09:00`);
  const number = (value: number | null) => (value === null ? "–" : format.number(value));
  const { eligible, population, districts, asOf, publishedOn } = electorate;
  const rows = [...districts, { district: "", name: t("electorate.all"), eligible, population }];
  return (
    <section className="section" aria-labelledby="electorate">
      <h2 className="h-section" id="electorate">
        {t("electorate.title")}
      </h2>
      <p className="muted">{t("electorate.asOf", { date: day(asOf), published: day(publishedOn) })}</p>
      <TableView
        caption={t("electorate.caption")}
        columns={[
          { key: "name", label: t("electorate.district"), cell: ({ name }) => name },
          {
            key: "eligible",
            label: t("electorate.eligible"),
            numeric: true,
            cell: (row) => number(row.eligible),
          },
          {
            key: "population",
            label: t("electorate.population"),
            numeric: true,
            cell: (row) => number(row.population),
          },
        ]}
        rows={rows}
        rowKey={({ district }) => district}
      />
    </section>
  );
}
