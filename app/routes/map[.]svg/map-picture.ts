import escapeHtml from "escape-html";
import { readPlace } from "#app/components/write/place-point.ts";
import { type CityDrawing, toDrawing } from "#app/domain/place/drawing.ts";

/**
 * The map as a file of its own, where a page cannot draw it: in an `<input type="image">`. Its colours are the reader's
 * system's, as no style of ours reaches into it.
 *
 * @param marked "LON,LAT", or "" for none
 */
export function mapPicture(drawing: CityDrawing, nameOf: (code: string) => string, marked: string): string {
  const { width, height, districts, water } = drawing;
  const pin = readPlace(drawing, marked);
  const at = pin && toDrawing(drawing, pin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">`,
    "<style>:root{color-scheme:light dark}path{fill:Canvas;stroke:CanvasText;stroke-width:4}",
    ".w{fill:none;stroke:LinkText;stroke-width:8}text{fill:CanvasText;font:40px sans-serif;text-anchor:middle}",
    "circle{fill:LinkText;stroke:Canvas;stroke-width:6}</style>",
    ...districts.map(({ path }) => `<path fill-rule="evenodd" d="${path}"/>`),
    ...water.map(({ path }) => `<path class="w" d="${path}"/>`),
    ...districts.map(({ code, x, y }) => `<text x="${x}" y="${y}">${escapeHtml(nameOf(code))}</text>`),
    at ? `<circle cx="${Math.round(at.x)}" cy="${Math.round(at.y)}" r="24"/>` : "",
    "</svg>",
  ].join("");
}
