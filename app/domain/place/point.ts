import type { CityGeometry, Position } from "#db/tables/city-map.ts";
import { boundsOf, isInside } from "./rings.ts";

/** Where something is, in degrees (WGS 84). */
export interface Point {
  lon: number;
  lat: number;
}

/** Steps a degree: one is about 55 m from south to north, and 45 m from west to east in Korea. */
const STEPS = 2_000;

/**
 * The point of a coarse grid that is next to it. Nothing finer is kept anywhere: whoever writes about the lamp before their
 * door does not say which door.
 */
export const roundPoint = ({ lon, lat }: Point): Point => ({ lon: round(lon), lat: round(lat) });

/** Through whole steps and decimals, so that the same place is the same number. `+ 0`: no -0. */
const round = (degrees: number) => Number((Math.round(degrees * STEPS) / STEPS).toFixed(4)) + 0;

/** The district that a point lies in; null: none, such as on the other side of the city's border. */
export function districtAt({ districts }: CityGeometry, { lon, lat }: Point): string | null {
  const at: Position = [lon, lat];
  return districts.find(({ polygons }) => polygons.some((rings) => isInside(rings, at)))?.code ?? null;
}

/** Whether it lies within the box around the map: a place just outside the border is one to write about too. */
export function isOnMap(geometry: CityGeometry, { lon, lat }: Point): boolean {
  const { west, south, east, north } = boundsOf(geometry);
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** As a form and a draft write it: "124.9875,35.4915"; "" for none. */
export const placeText = (place: Point | null): string => (place ? `${place.lon},${place.lat}` : "");

/** What is stored in two columns. */
export const placeOf = ({ lon, lat }: { lon: number | null; lat: number | null }): Point | null =>
  lon === null || lat === null ? null : { lon, lat };

export const placeColumns = (place: Point | null) => ({ lon: place?.lon ?? null, lat: place?.lat ?? null });
