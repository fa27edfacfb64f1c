import type { MouseEvent, ReactNode } from "react";
import type { Box, CityDrawing, DrawnDistrict } from "#app/domain/place/drawing.ts";

interface MapFrameProps {
  drawing: CityDrawing;
  /** The part that is shown; left out: all of it. */
  view?: Box | undefined;
  /** What it shows, where it is one picture; left out: what is beside it says the same, or its parts do. */
  label?: string | undefined;
  className?: string;
  /** For what buttons beside it do as well. */
  onClick?: (event: MouseEvent<SVGSVGElement>) => void;
  /** Districts, below the water. */
  children: ReactNode;
  /** Names and pins, above it. */
  above?: ReactNode;
}

/** A space's map as a picture: its districts, and its rivers and lakes. */
export function MapFrame({ drawing, view, label, className, onClick, children, above }: MapFrameProps) {
  const { x, y, width, height } = view ?? { x: 0, y: 0, ...drawing };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons beside it are what a keyboard has
    // biome-ignore lint/a11y/noSvgWithoutTitle: named where it says something that nothing beside it does
    <svg
      className={className === undefined ? "district-drawing" : `district-drawing ${className}`}
      viewBox={`${x} ${y} ${width} ${height}`}
      focusable="false"
      onClick={onClick}
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {children}
      <Water drawing={drawing} />
      {above}
    </svg>
  );
}

export function Water({ drawing }: { drawing: CityDrawing }) {
  return (
    <g className="map-water">
      {drawing.water.map(({ path, isArea }) => (
        <path key={path} className={isArea ? "is-area" : undefined} d={path} fillRule="evenodd" />
      ))}
    </g>
  );
}

/** @param level 0: nothing is told; 1 to 5: how much */
export function DistrictPath({
  district,
  level = 0,
}: {
  district: DrawnDistrict;
  level?: number | undefined;
}) {
  return <path className={`level-${level}`} d={district.path} fillRule="evenodd" />;
}

interface MapLabelProps {
  /** Where it stands: a district has its place. */
  x: number;
  y: number;
  name: string;
  number?: string | undefined;
  /** It stands on the darkest. */
  light?: boolean;
  /** How much larger or smaller than on a whole map. */
  scale?: number;
}

export function MapLabel({ x, y, name, number, light = false, scale = 1 }: MapLabelProps) {
  return (
    <g
      className={light ? "map-label is-light" : "map-label"}
      transform={`translate(${x} ${y}) scale(${scale})`}
    >
      <text y={number === undefined ? 12 : -8}>{name}</text>{" "}
      {number !== undefined && (
        <text y={34} className="map-number">
          {number}
        </text>
      )}
    </g>
  );
}

interface MapPinProps {
  x: number;
  y: number;
  /** How many it stands for; left out: one. */
  count?: string | undefined;
  scale?: number;
}

/** A place: a drop whose tip is it, or a disc with the number of those that are near each other. */
export function MapPin({ x, y, count, scale = 1 }: MapPinProps) {
  return (
    <g className="map-pin" transform={`translate(${x} ${y}) scale(${scale})`}>
      {count === undefined ? (
        <>
          <path d="M0 0C-8-14-20-24-20-38a20 20 0 0 1 40 0C20-24 8-14 0 0Z" />
          <circle className="map-pin-eye" cy={-38} r={7} />
        </>
      ) : (
        <>
          <circle r={28} />
          <text y={11}>{count}</text>
        </>
      )}
    </g>
  );
}
