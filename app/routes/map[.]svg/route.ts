import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawMap } from "#app/domain/place/drawing.ts";
import { labelsOf } from "#app/domain/space/labels.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { mapPicture } from "./map-picture.ts";

/** The map as a picture, for a form without scripts: `at=LON,LAT` marks a place. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  const { directory, language } = context;
  if (!directory.map) return problemResponse("not-found", language);
  const labels = labelsOf(directory, language);
  const picture = mapPicture(
    drawMap(directory.map),
    (code) => labels.district(code) ?? code,
    new URL(request.url).searchParams.get("at") ?? "",
  );
  return new Response(picture, {
    headers: {
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}
