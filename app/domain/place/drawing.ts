import type { CityGeometry, Position, Rings } from "#db/tables/city-map.ts";
import type { Point } from "./point.ts";
import { type Bounds, boundsOf, boundsOfPositions, middleOf } from "./rings.ts";

/** A part of a drawing, as an SVG's viewBox. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface DrawnDistrict {
  code: string;
  /** An SVG path of whole coordinates, by the even-odd rule. */
  path: string;
  /** Where its name can stand. */
  x: number;
  y: number;
  box: Box;
}

/** A space's map as it is drawn, 1,000 wide whatever its extent. */
export interface CityDrawing {
  width: number;
  height: number;
  /** What the drawing shows: linear from west to east and from north to south. */
  bounds: Bounds;
  districts: DrawnDistrict[];
  water: { path: string; isArea: boolean }[];
}

export const DRAWN_WIDTH = 1_000;
/** How wide the picture is that a browser without scripts chooses a place on: its clicks come in these pixels. */
export const PLACE_PICTURE_WIDTH = 280;

/** Room around the outermost border, for half of its stroke and half of a pin. */
const MARGIN = 0.02;

/**
 * Draws a map: an equirectangular projection that is true to scale in its middle. Over the extent of a city it differs from
 * Mercator's by less than a line's width, and from a point of the drawing back to the city is one multiplication, in the
 * browser too.
 */
export function drawMap(geometry: CityGeometry): CityDrawing {
  const drawn = DRAWN.get(geometry);
  if (drawn) return drawn;
  const bounds = widened(boundsOf(geometry));
  const drawing: CityDrawing = {
    width: DRAWN_WIDTH,
    height: Math.round((DRAWN_WIDTH * (bounds.north - bounds.south)) / squeezed(bounds)),
    bounds,
    districts: [],
    water: [],
  };
  const at = ([lon, lat]: Position) => {
    const { x, y } = toDrawing(drawing, { lon, lat });
    return [Math.round(x), Math.round(y)] as const;
  };
  drawing.districts = geometry.districts.map(({ code, polygons }) => {
    const [x, y] = at(middleOf(polygons));
    const corners = boundsOfPositions(polygons.flat(2).map(at));
    return {
      code,
      path: pathOfAreas(polygons, at),
      x,
      y,
      box: {
        x: corners.west,
        y: corners.south,
        width: corners.east - corners.west,
        height: corners.north - corners.south,
      },
    };
  });
  drawing.water = geometry.water.flatMap(({ lines, polygons }) => [
    ...(polygons.length > 0 ? [{ path: pathOfAreas(polygons, at), isArea: true }] : []),
    ...(lines.length > 0 ? [{ path: lines.map((line) => pathOf(line, at)).join(""), isArea: false }] : []),
  ]);
  DRAWN.set(geometry, drawing);
  return drawing;
}

/** A geometry is read once for all who look at its map, and drawn once. */
const DRAWN = new WeakMap<CityGeometry, CityDrawing>();

type Frame = Pick<CityDrawing, "width" | "height" | "bounds">;

/** Where a point of the city is in its drawing; the reverse of {@link toPoint}. */
export const toDrawing = ({ width, height, bounds }: Frame, { lon, lat }: Point) => ({
  x: ((lon - bounds.west) / (bounds.east - bounds.west)) * width,
  y: ((bounds.north - lat) / (bounds.north - bounds.south)) * height,
});

/** The point of the city at a place of its drawing. */
export const toPoint = ({ width, height, bounds }: Frame, { x, y }: { x: number; y: number }): Point => ({
  lon: bounds.west + (x / width) * (bounds.east - bounds.west),
  lat: bounds.north - (y / height) * (bounds.north - bounds.south),
});

/** The part of a drawing around some of it, as wide and high as the whole is to each other. */
export function zoomedTo({ width, height }: Frame, box: Box, room = 1.25): Box {
  const scale = Math.min(1, Math.max(box.width / width, box.height / height) * room);
  const [w, h] = [width * scale, height * scale];
  const within = (middle: number, size: number, whole: number) =>
    Math.round(Math.min(whole - size, Math.max(0, middle - size / 2)));
  return {
    x: within(box.x + box.width / 2, w, width),
    y: within(box.y + box.height / 2, h, height),
    width: Math.round(w),
    height: Math.round(h),
  };
}

/** How wide it is, in degrees of latitude. */
const squeezed = ({ west, east, south, north }: Bounds) =>
  (east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180);

function widened({ west, south, east, north }: Bounds): Bounds {
  const [dx, dy] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return { west: west - dx, south: south - dy, east: east + dx, north: north + dy };
}

type At = (position: Position) => readonly [number, number];

const pathOfAreas = (polygons: readonly Rings[], at: At) =>
  polygons
    .flat()
    .map((ring) => `${pathOf(ring.slice(0, -1), at)}Z`)
    .join("");

/** Whole coordinates: neighbours that fall together are one. */
function pathOf(line: readonly Position[], at: At): string {
  const steps: string[] = [];
  for (const position of line) {
    const step = at(position).join(",");
    if (step !== steps.at(-1)) steps.push(step);
  }
  return `M${steps.join("L")}`;
}
