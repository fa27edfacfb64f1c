import { type Box, type CityDrawing, toDrawing, toPoint } from "#app/domain/place/drawing.ts";
import { placeText, roundPoint } from "#app/domain/place/point.ts";

/** A place with where it is on the drawing. */
export interface Pinned {
  x: number;
  y: number;
  lon: number;
  lat: number;
}

/** The place at a point of the drawing, rounded as it is kept: what one sees is what everybody will. */
export function pinnedAt(drawing: CityDrawing, { x, y }: { x: number; y: number }): Pinned {
  const within = { x: Math.min(drawing.width, Math.max(0, x)), y: Math.min(drawing.height, Math.max(0, y)) };
  const point = roundPoint(toPoint(drawing, within));
  return { ...point, ...toDrawing(drawing, point) };
}

/** A tenth of what is shown is far enough for a button, and near enough on the largest map. */
const STEP = 1 / 16;

export const movedBy = (drawing: CityDrawing, { x, y }: Pinned, by: { x: number; y: number }): Pinned =>
  pinnedAt(drawing, { x: x + by.x * STEP, y: y + by.y * STEP });

export const writePlace = ({ lon, lat }: Pinned): string => placeText({ lon, lat });

export function readPlace(drawing: CityDrawing, text: string): Pinned | null {
  const [lon, lat] = text.split(",").map(Number);
  if (text === "" || lon === undefined || lat === undefined || !Number.isFinite(lon + lat)) return null;
  return { lon, lat, ...toDrawing(drawing, { lon, lat }) };
}

/** The part of the drawing that is shown: around the pin, or its middle. @param scale of all of it */
export function viewAround({ width, height }: CityDrawing, pin: Pinned | null, scale: number): Box {
  const [w, h] = [width * scale, height * scale];
  const within = (middle: number, size: number, whole: number) =>
    Math.min(whole - size, Math.max(0, middle - size / 2));
  return {
    x: within(pin?.x ?? width / 2, w, width),
    y: within(pin?.y ?? height / 2, h, height),
    width: w,
    height: h,
  };
}
