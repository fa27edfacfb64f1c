import type { Json } from "./json.ts";
import type { Localized } from "./language.ts";

/** Longitude and latitude in degrees (WGS 84), in this order as in GeoJSON. */
export type Position = readonly [lon: number, lat: number];

/** A polygon's outline, and its holes after it; each closed: the last position is the first. */
export type Rings = readonly (readonly Position[])[];

/** What a space's map shows, as it is kept. */
export interface CityGeometry {
  districts: { code: string; polygons: Rings[] }[];
  /** Rivers and lakes, for people to find their way. */
  water: { name: Localized | null; lines: (readonly Position[])[]; polygons: Rings[] }[];
}

export interface CityMapTable {
  space_id: number;
  version: number;
  geometry: Json<CityGeometry>;
  uploaded_at: Date;
  /** Null: it waits to be looked at. */
  in_force_at: Date | null;
}
