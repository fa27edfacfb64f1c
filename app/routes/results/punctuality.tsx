import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { tenth } from "#app/domain/views/results/figures.ts";
import { dutiesBehind } from "#app/domain/views/results/lists.ts";
import { Emphasised } from "./emphasised.tsx";
import type { ResultsPageData } from "./results-page.server.ts";
import { keptOf, LIST_OF, owedOf, STANDINGS, type Standing } from "./standings.ts";

type Office = ResultsPageData["offices"][number];

/** Whether what was owed came by its day, office by office. What is late and not done stands beside what was kept. */
export function Punctuality({ scope, offices, allOffices }: ResultsPageData) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const { due, share } = keptOf(allOffices);
  const most = Math.max(1, ...offices.map(owedOf));
  const days = (median: number | null) => {
    const value = tenth(median);
    return value === null ? "–" : t("offices.days", { count: value, amount: format.number(value) });
  };
  return (
    <div className="stack office-table">
      {due > 0 && (
        <p className="results-said">
          <Emphasised
            text={t("offices.sum", {
              count: due,
              due: format.number(due),
              kept: format.number(allOffices.inTime),
              share: format.percent(share),
            })}
          />{" "}
          {allOffices.medianDays !== null && (
            <Emphasised text={t("offices.median", { days: days(allOffices.medianDays) })} />
          )}
        </p>
      )}
      <ul className="standing-legend" aria-hidden="true">
        {STANDINGS.map((standing) => (
          <li key={standing} className={`of-${standing}`}>
            {t(`offices.${standing}`)}
          </li>
        ))}
      </ul>
      <TableView
        ofTexts
        caption={t("offices.caption")}
        rows={offices}
        rowKey={({ office }) => office}
        columns={[
          {
            key: "office",
            label: t("offices.office"),
            cell: (office) => (
              <>
                {office.name}
                <StandingBar office={office} most={most} />
              </>
            ),
          },
          ...STANDINGS.map((standing) => ({
            key: standing,
            label: t(`offices.${standing}`),
            numeric: true,
            cell: (office: Office) =>
              office[standing] === 0 ? (
                <span className="is-zero muted">0</span>
              ) : (
                <Link to={dutiesBehind(scope, { ...LIST_OF[standing], office: office.office })}>
                  {format.number(office[standing])}
                </Link>
              ),
          })),
          {
            key: "median",
            label: t("offices.medianHead"),
            numeric: true,
            cell: ({ medianDays }) => days(medianDays),
          },
        ]}
      />
    </div>
  );
}

/** All that an office owes or met, as long as it is beside the others', parted as the table's numbers are. */
function StandingBar({ office, most }: { office: Office; most: number }) {
  let x = 0;
  const parts = STANDINGS.map((standing): { standing: Standing; x: number; width: number } => {
    const width = (office[standing] / most) * 100;
    x += width;
    return { standing, x: x - width, width };
  });
  return (
    <svg className="standing-bar" height="10" aria-hidden="true" focusable="false">
      {parts.map(({ standing, x: from, width }) =>
        width === 0 ? null : (
          <rect key={standing} className={`of-${standing}`} x={`${from}%`} width={`${width}%`} height="10" />
        ),
      )}
    </svg>
  );
}
