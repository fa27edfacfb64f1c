import type { CityGeometry, Position, Rings } from "#db/tables/city-map.ts";
import type { Localized } from "#db/tables/language.ts";
import { boundsOf, middleOfRing } from "./rings.ts";

/** Of a file of outlines. A city's in the detail of a cadastre is larger: it is to be simplified before. */
export const LARGEST_MAP_BYTES = 4 * 1024 * 1024;
const MOST_FEATURES = 500;
const MOST_POSITIONS = 100_000;
/** How far a map may reach, in degrees: beyond, it is no city's, and its flat drawing would be wrong. */
const WIDEST = 5;
/** About a metre. */
const DECIMALS = 5;

const MAP_FAULTS = [
  "too-large",
  "not-json",
  "not-a-collection",
  "other-crs",
  "too-many-features",
  "too-many-positions",
  "no-district",
  "twice",
  "not-a-polygon",
  "not-a-line",
  "bad-position",
  "open-ring",
  "empty-ring",
  "too-wide",
  "missing",
] as const;
type MapFaultCode = (typeof MAP_FAULTS)[number];

/** What is wrong with a file, and where. */
export interface MapFault {
  code: MapFaultCode;
  /** Which feature of the file, from 1; null: the file. */
  feature: number | null;
  /** What it says instead, in short; "" where nothing helps. */
  said: string;
}

export class MapRefused extends Error {
  constructor(readonly faults: readonly MapFault[]) {
    super(faults.map(({ code, feature }) => (feature === null ? code : `${feature}: ${code}`)).join(", "));
  }
}

interface District {
  code: string;
  name: Localized;
}

/** More than these are not told at once. */
const MOST_FAULTS = 20;

/**
 * Reads the outlines of a space's districts from GeoJSON (RFC 7946): a feature a district, of which a property says the
 * code or the name, and water (a property `water`) beside. Every district has to be there, once.
 *
 * @throws MapRefused with everything that is wrong
 */
export function readGeoJson(text: string, districts: readonly District[]): CityGeometry {
  if (Buffer.byteLength(text) > LARGEST_MAP_BYTES) throw refused("too-large");
  const file = parse(text);
  if (!isRecord(file) || file.type !== "FeatureCollection" || !Array.isArray(file.features))
    throw refused("not-a-collection", typeOf(file));
  const crs = crsOf(file);
  if (crs !== null) throw refused("other-crs", crs);
  const features: unknown[] = file.features;
  if (features.length > MOST_FEATURES) throw refused("too-many-features", String(features.length));

  const faults: MapFault[] = [];
  const geometry: CityGeometry = { districts: [], water: [] };
  const budget = { positions: MOST_POSITIONS };
  for (const [index, feature] of features.entries()) {
    try {
      readFeature(feature, districts, geometry, budget);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push({ code: error.code, feature: index + 1, said: error.said });
      if (error.code === "too-many-positions" || faults.length === MOST_FAULTS) throw new MapRefused(faults);
    }
  }
  // Only where the rest is right: what is wrong with a feature is said already.
  if (faults.length === 0)
    for (const { code } of districts)
      if (!geometry.districts.some((one) => one.code === code))
        faults.push({ code: "missing", feature: null, said: code });
  if (faults.length > 0) throw new MapRefused(faults.slice(0, MOST_FAULTS));
  // A space of no districts has nothing to draw.
  if (geometry.districts.length === 0) throw refused("not-a-collection");
  const { west, south, east, north } = boundsOf(geometry);
  if (east - west > WIDEST || north - south > WIDEST) throw refused("too-wide");
  return geometry;
}

function readFeature(
  feature: unknown,
  districts: readonly District[],
  into: CityGeometry,
  budget: { positions: number },
): void {
  if (!isRecord(feature) || feature.type !== "Feature" || !isRecord(feature.geometry))
    throw new Fault("not-a-polygon", typeOf(feature));
  const { geometry } = feature;
  const properties = isRecord(feature.properties) ? feature.properties : {};
  if (properties.water !== undefined) {
    into.water.push({ name: nameOf(properties.water), ...readWater(geometry, budget) });
    return;
  }
  const code = districtOf(feature.id, properties, districts);
  const known = into.districts.find((one) => one.code === code);
  if (known) throw new Fault("twice", code);
  into.districts.push({ code, polygons: readPolygons(geometry, budget) });
}

/** By code, as we write it; else by a name, as files of the state have it under names of their own (SIG_KOR_NM, adm_nm). */
function districtOf(
  id: unknown,
  properties: Record<string, unknown>,
  districts: readonly District[],
): string {
  const said = [properties.district, properties.code, id, ...Object.values(properties)].filter(
    (value) => typeof value === "string",
  );
  for (const value of said) {
    const found = districts.find(({ code, name }) => code === value || Object.values(name).includes(value));
    if (found) return found.code;
  }
  throw new Fault("no-district", said.slice(0, 3).join(", ").slice(0, 100));
}

function readPolygons(
  { type, coordinates }: Record<string, unknown>,
  budget: { positions: number },
): Rings[] {
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : undefined;
  if (!Array.isArray(polygons) || polygons.length === 0) throw new Fault("not-a-polygon", String(type));
  return polygons.map((polygon): Rings => {
    if (!Array.isArray(polygon) || polygon.length === 0) throw new Fault("empty-ring");
    return polygon.map((ring) => readRing(ring, budget));
  });
}

function readRing(ring: unknown, budget: { positions: number }): Position[] {
  const positions = readLine(ring, budget);
  const [first, last] = [positions[0], positions.at(-1)];
  if (positions.length < 4 || !first || !last || middleOfRing(positions).area === 0)
    throw new Fault("empty-ring");
  if (first[0] !== last[0] || first[1] !== last[1]) throw new Fault("open-ring");
  return positions;
}

function readWater({ type, coordinates }: Record<string, unknown>, budget: { positions: number }) {
  if (type === "Polygon" || type === "MultiPolygon")
    return { lines: [], polygons: readPolygons({ type, coordinates }, budget) };
  const lines = type === "LineString" ? [coordinates] : type === "MultiLineString" ? coordinates : undefined;
  if (!Array.isArray(lines)) throw new Fault("not-a-line", String(type));
  return { lines: lines.map((line) => readLine(line, budget)), polygons: [] };
}

function readLine(line: unknown, budget: { positions: number }): Position[] {
  if (!Array.isArray(line) || line.length < 2) throw new Fault("empty-ring");
  budget.positions -= line.length;
  if (budget.positions < 0) throw new Fault("too-many-positions");
  return line.map((position): Position => {
    const [lon, lat]: unknown[] = Array.isArray(position) ? position : [];
    // A height may follow. What is far beyond degrees is in metres: a map of another reference system.
    if (typeof lon !== "number" || typeof lat !== "number" || Math.abs(lon) > 180 || Math.abs(lat) > 90)
      throw new Fault("bad-position", JSON.stringify(position ?? null).slice(0, 60));
    return [rounded(lon), rounded(lat)];
  });
}

const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS)) + 0;

function nameOf(water: unknown): Localized | null {
  if (!isRecord(water)) return null;
  const { ko, en, ja } = water;
  const isName = (name: unknown): name is string => typeof name === "string" && name.length <= 60;
  return isName(ko) && isName(en) && isName(ja) ? { ko, en, ja } : null;
}

/** What a file of before RFC 7946 says its coordinates are, unless that is what they are now; null: nothing else. */
function crsOf({ crs }: Record<string, unknown>): string | null {
  if (crs === undefined || crs === null) return null;
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : undefined;
  return typeof name === "string" && /(CRS84|EPSG:+4326)$/.test(name) ? null : String(name).slice(0, 60);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw refused("not-json");
  }
}

class Fault extends Error {
  constructor(
    readonly code: MapFaultCode,
    readonly said = "",
  ) {
    super(code);
  }
}

const refused = (code: MapFaultCode, said = "") => new MapRefused([{ code, feature: null, said }]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const typeOf = (value: unknown) => (isRecord(value) ? String(value.type).slice(0, 60) : typeof value);
