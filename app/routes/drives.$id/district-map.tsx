import { useTranslation } from "react-i18next";
import { CheckIcon } from "#app/components/icons.tsx";
import { DistrictPath, MapFrame, MapLabel } from "#app/components/map/city-map.tsx";
import { type Column, TableView } from "#app/components/table-view.tsx";
import { useFormat } from "#app/components/use-format.ts";
import type { CityDrawing } from "#app/domain/place/drawing.ts";
import type { DrivePageData } from "./drive-page.server.ts";

type DistrictTile = DrivePageData["districts"]["districts"][number];

const LEVELS = 5;

/** From 0, none, to 5: a fifth each of the way to the highest share, so that the differences can be seen. */
function levelOf(share: number, highest: number): number {
  return share === 0 || highest === 0 ? 0 : Math.max(1, Math.ceil((share / highest) * LEVELS));
}

const shareOf = ({ signed, eligible }: DistrictTile) => (eligible ? (signed ?? 0) / eligible : (signed ?? 0));

/**
 * The districts as tiles, darker where a larger part signed; the numbers are in the table below. They are of a day that
 * is over, and the few are shown together.
 */
export function DistrictMap(numbers: DrivePageData["districts"]) {
  const { districts, elsewhere, needed, others, day, count } = numbers;
  const { t } = useTranslation("drives");
  const format = useFormat();
  const known = districts.some(({ perThousand }) => perThousand !== null);
  return (
    <figure className="district-map">
      <figcaption>{t("districts.title")}</figcaption>
      <p className="small">
        {day === null
          ? t("districts.notYet")
          : t("districts.asOf", {
              date: format.date(`${day}T00:00:00+09:00`),
              count,
              amount: format.number(count),
            })}
      </p>
      {needed && (
        <p className="small">
          {t("districts.needed", { of: format.number(needed.of), reached: format.number(needed.reached) })}
        </p>
      )}
      {numbers.drawing ? (
        <DrawnDistricts drawing={numbers.drawing} districts={districts} day={day} />
      ) : (
        <DistrictTiles districts={districts} day={day} />
      )}
      <p className="tile-legend small muted" aria-hidden="true">
        <span>{t("districts.few")}</span>
        <svg width="120" height="12" focusable="false" aria-hidden="true">
          {Array.from({ length: LEVELS }, (_, index) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: five shades, always the same
              key={index}
              className={`shade-${index + 1}`}
              x={index * 24}
              width="24"
              height="12"
            />
          ))}
        </svg>
        <span>{t(numbers.drawing && known ? "districts.manyResidents" : "districts.many")}</span>
      </p>
      {elsewhere !== null && elsewhere > 0 && (
        <p className="small muted">
          {t("districts.elsewhere", { count: elsewhere, amount: format.number(elsewhere) })}
        </p>
      )}
      {others !== null && (
        <p className="small muted">
          {t("districts.others", { count: others, amount: format.number(others) })}
        </p>
      )}
      <DistrictTable districts={districts} day={day} />
    </figure>
  );
}

type Shown = Pick<DrivePageData["districts"], "districts" | "day">;

/** On the space's own map: the numbers are for a thousand residents where it is known how many live in each. */
function DrawnDistricts({ drawing, districts, day }: Shown & { drawing: CityDrawing }) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const known = districts.some(({ perThousand }) => perThousand !== null);
  // The shade says what the number says.
  const numberOf = ({ signed, perThousand }: DistrictTile) => (known ? perThousand : signed);
  const highest = Math.max(0, ...districts.map((tile) => numberOf(tile) ?? 0));
  const level = (tile: DistrictTile) => levelOf(numberOf(tile) ?? 0, highest);
  const tileOf = (code: string) => districts.find((tile) => tile.code === code);
  const said = (tile: DistrictTile) => {
    const value = numberOf(tile);
    if (value !== null) return format.number(value);
    return day === null ? "–" : t("districts.together");
  };
  return (
    <>
      <MapFrame
        drawing={drawing}
        above={drawing.districts.map(({ code, x, y }) => {
          const tile = tileOf(code);
          return (
            tile && (
              <MapLabel
                key={code}
                x={x}
                y={y}
                name={tile.name}
                number={said(tile)}
                light={level(tile) === LEVELS}
              />
            )
          );
        })}
      >
        {drawing.districts.map((district) => {
          const tile = tileOf(district.code);
          return <DistrictPath key={district.code} district={district} level={tile && level(tile)} />;
        })}
      </MapFrame>
      <p className="small muted">{known ? t("districts.unit") : t("districts.unitless")}</p>
    </>
  );
}

function DistrictTiles({ districts, day }: Shown) {
  const { t } = useTranslation("drives");
  const format = useFormat();
  const highest = Math.max(0, ...districts.map(shareOf));
  return (
    <ul className="district-tiles">
      {districts.map((tile) => (
        <li key={tile.code} className={`level-${levelOf(shareOf(tile), highest)}`}>
          <span className="tile-name">{tile.name}</span>
          <span className="tile-count">
            {tile.signed === null ? <NoNumber day={day} /> : format.number(tile.signed)}
          </span>
          {tile.minimum !== null && (
            <span className="tile-minimum">
              {tile.signed !== null && tile.signed >= tile.minimum ? (
                <>
                  <CheckIcon size={14} />
                  {t("districts.enough")}
                </>
              ) : (
                t("districts.minimum", { amount: format.number(tile.minimum) })
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Stands where a district's number would. */
function NoNumber({ day }: { day: string | null }) {
  const { t } = useTranslation("drives");
  return day === null ? "–" : <span className="tile-together">{t("districts.together")}</span>;
}

function DistrictTable({ districts, day }: Shown) {
  const { t } = useTranslation("drives");
  const { t: common } = useTranslation();
  const format = useFormat();
  const number = (value: number | null) => (value === null ? "–" : format.number(value));
  const columns: Column<DistrictTile>[] = [
    { key: "name", label: t("districts.district"), cell: ({ name }) => name },
    {
      key: "signed",
      label: t("districts.signed"),
      numeric: true,
      cell: ({ signed }) => (signed === null ? <NoNumber day={day} /> : format.number(signed)),
    },
  ];
  if (districts.some(({ eligible }) => eligible !== null))
    columns.push({
      key: "eligible",
      label: t("districts.eligible"),
      numeric: true,
      cell: ({ eligible }) => number(eligible),
    });
  if (districts.some(({ perThousand }) => perThousand !== null))
    columns.push({
      key: "perThousand",
      label: t("districts.perThousand"),
      numeric: true,
      cell: ({ perThousand }) => number(perThousand),
    });
  if (districts.some(({ minimum }) => minimum !== null))
    columns.push({
      key: "minimum",
      label: t("districts.asked"),
      numeric: true,
      cell: ({ minimum }) => number(minimum),
    });
  return (
    <details>
      <summary>{common("chart.table")}</summary>
      <TableView
        caption={t("districts.title")}
        rows={districts}
        rowKey={({ code }) => code}
        columns={columns}
      />
    </details>
  );
}
