import { Link } from "@remix-run/react";
import { useFormat } from "#app/components/use-format.ts";
import { type Box, type CityDrawing, DRAWN_WIDTH } from "#app/domain/place/drawing.ts";
import { DistrictPath, MapFrame, MapLabel, MapPin } from "./city-map.tsx";

interface PinsMapProps {
  drawing: CityDrawing;
  view: Box;
  pins: readonly { x: number; y: number; items: readonly { id: number }[] }[];
  /** In the order of the directory. */
  districts: readonly { code: string; name: string }[];
  chosen: string | undefined;
  /** Where a district leads. */
  districtPath: (code: string) => string;
  /** The page that lists what a cluster holds; left out: this one. */
  listPath?: string;
}

/**
 * The city with its pins. What leads on from it stands beside it as a list, in order and in words: so it is hidden from who
 * does not see it, and no stop for the tab key.
 */
export function PinsMap({
  drawing,
  view,
  pins,
  districts,
  chosen,
  districtPath,
  listPath = "",
}: PinsMapProps) {
  const format = useFormat();
  // What is drawn last has its whole edge.
  const onTop = drawing.districts.toSorted((a, b) => Number(a.code === chosen) - Number(b.code === chosen));
  const scale = view.width / DRAWN_WIDTH;
  const nameOf = (code: string) => districts.find((one) => one.code === code)?.name ?? "";
  return (
    <MapFrame
      className="pins-map"
      drawing={drawing}
      view={view}
      above={
        <>
          {drawing.districts.map(({ code, x, y }) => (
            <MapLabel key={code} x={x} y={y} name={nameOf(code)} scale={Math.max(scale, 0.55)} />
          ))}
          {pins.map(({ x, y, items }) => {
            const [first] = items;
            if (!first) return null;
            return items.length > 1 ? (
              <Link key={first.id} to={`${listPath}#pin-${first.id}`} tabIndex={-1}>
                <MapPin x={x} y={y} scale={scale} count={format.number(items.length)} />
              </Link>
            ) : (
              <Link key={first.id} to={`/proposals/${first.id}`} tabIndex={-1}>
                <MapPin x={x} y={y} scale={scale} />
              </Link>
            );
          })}
        </>
      }
    >
      {onTop.map((district) => (
        <Link
          key={district.code}
          to={districtPath(district.code)}
          tabIndex={-1}
          preventScrollReset
          className={district.code === chosen ? "is-chosen" : undefined}
        >
          <DistrictPath district={district} level={district.code === chosen ? 2 : 1} />
        </Link>
      ))}
    </MapFrame>
  );
}
