import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DistrictPath, MapLabel, Water } from "#app/components/map/city-map.tsx";
import { TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import { proposalsBehind, resultsOf } from "#app/domain/views/results/lists.ts";
import type { ResultsPageData } from "./results-page.server.ts";

type District = ResultsPageData["districts"][number];

const LEVELS = 5;

/** What is compared: how many for a thousand residents, or how many where nobody knows of how many. */
const rateOf = ({ perThousand, given }: District, known: boolean) => (known ? perThousand : given);

/**
 * 0: nothing that is told. From 1 to 5: a fifth each of the way from the lowest to the highest, since each number stands on
 * the map: the shade only says where it is more.
 */
function levelOf(rate: number | null, rates: readonly (number | null)[]): number {
  if (!rate) return 0;
  const told = rates.flatMap((one) => (one ? [one] : []));
  const [lowest, highest] = [Math.min(...told), Math.max(...told)];
  if (lowest === highest) return 3;
  return Math.min(LEVELS, 1 + Math.floor(((rate - lowest) / (highest - lowest)) * LEVELS));
}

/**
 * How much the districts' people took part: darker where it was more, on the space's own map if it gave one. A district
 * leads to its own numbers; the table says the same.
 */
export function ParticipationMap({ scope, districts, nowhere, residentsAsOf, drawing }: ResultsPageData) {
  const { t } = useTranslation("results");
  const { t: common } = useTranslation();
  const format = useFormat();
  const known = residentsAsOf !== null;
  const rates = districts.map((district) => rateOf(district, known));
  const said = (district: District) => {
    if (district.given === null) return t("districts.few");
    const rate = rateOf(district, known);
    return rate === null ? "–" : format.number(rate);
  };
  const levelled = districts.map((district) => ({
    ...district,
    said: said(district),
    level: levelOf(rateOf(district, known), rates),
    to: resultsOf(scope, district.district === scope.district ? null : district.district),
    chosen: district.district === scope.district,
    drawn: drawing?.districts.find(({ code }) => code === district.district),
  }));
  // What is drawn last has its whole edge.
  const onTop = levelled.toSorted((a, b) => Number(a.chosen) - Number(b.chosen));
  return (
    <figure className="participation-map">
      <figcaption className="sr-only">{t("districts.caption")}</figcaption>
      {drawing ? (
        // biome-ignore lint/a11y/useSemanticElements: a map is no fieldset
        <svg
          className="district-drawing"
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          role="group"
          aria-label={t("districts.caption")}
        >
          {onTop.map(({ district, name, drawn, said: number, level, to, chosen }) => (
            <Link
              key={district}
              to={to}
              preventScrollReset
              className={chosen ? "is-chosen" : undefined}
              aria-current={chosen ? "true" : undefined}
            >
              {drawn && (
                <>
                  <DistrictPath district={drawn} level={level} />
                  <MapLabel x={drawn.x} y={drawn.y} name={name} number={number} light={level === LEVELS} />
                </>
              )}
            </Link>
          ))}
          <Water drawing={drawing} />
        </svg>
      ) : (
        <ul className="district-tiles">
          {levelled.map(({ district, name, said: number, level, to, chosen }) => (
            <li key={district} className={chosen ? `level-${level} is-chosen` : `level-${level}`}>
              <Link
                className="tile-name"
                to={to}
                preventScrollReset
                aria-current={chosen ? "true" : undefined}
              >
                {name}
              </Link>
              <span className="tile-count">{number}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small muted">
        {known
          ? t("districts.unit", { date: format.date(`${residentsAsOf}T00:00:00+09:00`) })
          : t("districts.unitless")}{" "}
        {t("districts.method")}
        {t("districts.nobodys")}
        {nowhere > 0 && ` ${t("districts.nowhere", { count: nowhere, amount: format.number(nowhere) })}`}
      </p>
      <details className="figure-table">
        <summary>{common("chart.table")}</summary>
        <TableView
          caption={t("districts.caption")}
          rows={levelled}
          rowKey={({ district }) => district}
          columns={[
            {
              key: "district",
              label: t("districts.district"),
              cell: ({ name, to, chosen }) => (
                <Link to={to} preventScrollReset aria-current={chosen ? "true" : undefined}>
                  {name}
                </Link>
              ),
            },
            {
              key: "rate",
              label: t("districts.perThousand"),
              numeric: true,
              cell: ({ perThousand }) => (perThousand === null ? "–" : format.number(perThousand)),
            },
            {
              key: "given",
              label: t("districts.given"),
              numeric: true,
              cell: ({ given }) => (given === null ? t("districts.few") : format.number(given)),
            },
            {
              key: "residents",
              label: t("districts.residents"),
              numeric: true,
              cell: ({ residents }) => (residents === null ? "–" : format.number(residents)),
            },
            {
              key: "about",
              label: t("districts.about"),
              numeric: true,
              cell: ({ district, name, about }) => (
                <Link
                  to={proposalsBehind({ ...scope, district })}
                  aria-label={t("districts.aboutList", { name, count: about, amount: format.number(about) })}
                >
                  {format.number(about)}
                </Link>
              ),
            },
          ]}
        />
      </details>
    </figure>
  );
}
