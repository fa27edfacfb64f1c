import type { AppLoadContext } from "@remix-run/node";
import type { PlaceMap } from "#app/components/write/place-field.tsx";
import { drawMap, PLACE_PICTURE_WIDTH, toDrawing, toPoint } from "#app/domain/place/drawing.ts";
import { districtAt, type Point, placeText, roundPoint } from "#app/domain/place/point.ts";
import { labelsOf } from "#app/domain/space/labels.ts";

/** What choosing a place on the space's map needs; null: it has no map. */
export function placeMapOf({ directory, language }: AppLoadContext): PlaceMap | null {
  if (!directory.map) return null;
  const labels = labelsOf(directory, language);
  const drawing = drawMap(directory.map);
  return {
    drawing,
    names: Object.fromEntries(drawing.districts.map(({ code }) => [code, labels.district(code) ?? code])),
  };
}

/** A place as a page shows it; null: there is none, or no map to show it on. */
export function shownPlace(
  { directory, language }: Pick<AppLoadContext, "directory" | "language">,
  place: Point | null,
) {
  if (!place || !directory.map) return null;
  const drawing = drawMap(directory.map);
  const code = districtAt(directory.map, place);
  const { x, y } = toDrawing(drawing, place);
  const name = labelsOf(directory, language).district(code);
  return {
    drawing,
    x: Math.round(x),
    y: Math.round(y),
    district: code !== null && name !== null ? { code, name } : null,
  };
}

/**
 * What a click on the picture says, in the form's own words: an `<input type="image">` sends where it was clicked. The
 * district goes with it where none was chosen.
 */
export function withClickedPlace(
  { directory }: Pick<AppLoadContext, "directory">,
  fields: Record<string, string>,
): Record<string, string> {
  const [x, y] = [Number(fields["place.x"]), Number(fields["place.y"])];
  if (!directory.map || fields["place.x"] === undefined || !Number.isFinite(x) || !Number.isFinite(y))
    return fields;
  const drawing = drawMap(directory.map);
  const scale = drawing.width / PLACE_PICTURE_WIDTH;
  const point = roundPoint(toPoint(drawing, { x: x * scale, y: y * scale }));
  const district = fields.district || districtAt(directory.map, point);
  return { ...fields, place: placeText(point), ...(district && { district }) };
}
