import { z } from "zod";
import type { CityGeometry } from "#db/tables/city-map.ts";
import { isOnMap, roundPoint } from "./point.ts";

const DEGREES = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)$/;

/** A form's text as the API's object; anything that is neither stays what it is, to be refused. */
function ofForm(value: unknown): unknown {
  if (value === "" || value === undefined) return null;
  const [, lon, lat] = typeof value === "string" ? (DEGREES.exec(value) ?? []) : [];
  return lon === undefined || lat === undefined ? value : { lon: Number(lon), lat: Number(lat) };
}

const degrees = (most: number) =>
  z
    .number({ error: "not-a-number" })
    .min(-most, { error: "out-of-range" })
    .max(most, { error: "out-of-range" });

/**
 * A point of a space's map, rounded; null: none. Where a space has no map, none can be given.
 *
 * @param geometry null: there is no map
 */
export function placeSchema(geometry: CityGeometry | null) {
  return z.preprocess(
    ofForm,
    z
      .object({ lon: degrees(180), lat: degrees(90) }, { error: "out-of-range" })
      .transform(roundPoint)
      .refine((point) => geometry !== null && isOnMap(geometry, point), { error: "out-of-range" })
      .nullable(),
  );
}
