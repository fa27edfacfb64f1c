import { useTranslation } from "react-i18next";
import { letterOf } from "#app/domain/opinion-map/words.ts";
import type { Place } from "#db/tables/opinion-map.ts";
import type { DrawnMap } from "./map-view.tsx";

const WIDTH = 400;
const HEIGHT = 300;
/** Room for the largest circle at the edge. */
const MARGIN = 44;
const SMALLEST = 9;
const LARGEST = 34;

/** The groups as circles of people. All of it is said in words and in the table beside it. */
export function MapDrawing({ groups, own }: { groups: DrawnMap["groups"]; own: Place | null }) {
  const { t } = useTranslation("map");
  const circles = groups.flatMap((group, index) =>
    group.circles.map((circle) => ({ ...circle, group: index })),
  );
  const at = frameOf(circles.map(({ place }) => place));
  const most = Math.max(...circles.map(({ size }) => size));
  const radius = (size: number) => Math.max(SMALLEST, LARGEST * Math.sqrt(size / most));
  const [x, y] = at(own ?? [0, 0]);
  return (
    <svg className="map-drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <rect className="ground" width={WIDTH} height={HEIGHT} rx={12} />
      {circles.map(({ place, size, group }) => {
        const [cx, cy] = at(place);
        return (
          <circle key={`${group} ${place}`} className={`group-${group}`} cx={cx} cy={cy} r={radius(size)} />
        );
      })}
      {groups.length > 1 &&
        groups.map(({ centre }, group) => {
          const [cx, cy] = at(centre);
          return (
            <g key={letterOf(group)}>
              <circle className="label-ground" cx={cx} cy={cy} r={13} />
              <text className="label" x={cx} y={cy} dy={6}>
                {letterOf(group)}
              </text>
            </g>
          );
        })}
      {own && (
        <g>
          <path className="you" d={`M${x} ${y - 11}l9 11-9 11-9-11z`} />
          <text className="you-label" x={x} y={y} dy={y > HEIGHT / 2 ? -16 : 28}>
            {t("groups.you")}
          </text>
        </g>
      )}
    </svg>
  );
}

/** Puts places of a map into the drawing, alike in both directions; what lies outside stands at its edge. */
function frameOf(places: readonly Place[]): (place: Place) => Place {
  const ends = ([0, 1] as const).map((axis) => {
    const along = places.map((place) => place[axis]);
    return {
      middle: (Math.min(...along) + Math.max(...along)) / 2,
      length: Math.max(...along) - Math.min(...along),
    };
  });
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / (ends[0]?.length || 1),
    (HEIGHT - 2 * MARGIN) / (ends[1]?.length || 1),
  );
  const put = (value: number, middle: number, size: number) =>
    Math.round(Math.min(size - 20, Math.max(20, size / 2 + (value - middle) * scale)));
  return ([x, y]) => [put(x, ends[0]?.middle ?? 0, WIDTH), put(-y, -(ends[1]?.middle ?? 0), HEIGHT)];
}
