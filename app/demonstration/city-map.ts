import { createHash } from "node:crypto";
import { readGeoJson } from "#app/domain/place/geojson.ts";
import { districtAt, type Point, roundPoint } from "#app/domain/place/point.ts";
import { boundsOfPositions } from "#app/domain/place/rings.ts";
import type { CityGeometry } from "#db/tables/city-map.ts";
import type { Localized } from "#db/tables/language.ts";
import { readCityMap } from "./texts.ts";

/**
 * The city's districts, drawn for it: they lie in the open sea, so that nobody takes them for a place that there is.
 */
export async function readMapOf(
  districts: readonly { code: string; name: Localized }[],
): Promise<CityGeometry> {
  return readGeoJson(await readCityMap(), districts);
}

/** One proposal in six about a district is about no point of it. */
const PINLESS = 6;
const TRIES = 200;

/** Somewhere in the district that a proposal is about, always the same for it; null: nowhere in particular. */
export function pinOf(
  map: CityGeometry | null,
  { slug, district }: { slug: string; district: string | null },
): Point | null {
  const polygons = map?.districts.find(({ code }) => code === district)?.polygons;
  if (!map || !polygons) return null;
  const random = (step: number) =>
    createHash("sha256").update(`${slug} ${step}`).digest().readUInt32BE() / 2 ** 32;
  if (random(0) < 1 / PINLESS) return null;
  const { west, south, east, north } = boundsOfPositions(polygons.flat(2));
  for (let step = 1; step < TRIES; step += 2) {
    const point = roundPoint({
      lon: west + random(step) * (east - west),
      lat: south + random(step + 1) * (north - south),
    });
    if (districtAt(map, point) === district) return point;
  }
  return null;
}
