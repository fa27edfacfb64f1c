import type { Feature, FeatureCollection, MultiLineString, MultiPolygon } from "geojson";
import { feature as featureOf } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";
import type { Topology } from "topojson-specification";
import type { CityGeometry, Position, Rings } from "#db/tables/city-map.ts";
import { middleOfRing } from "./rings.ts";

/** Of what a page draws: more are not seen at its size. */
export const MOST_DRAWN = 2_000;
const ROUNDS = 12;

/**
 * The same map with few enough positions. Districts share their borders, so that simplified by themselves they would part
 * and overlap: a topology is simplified, in which a border is there once. Islands that become too small go.
 */
export function simplifyMap(geometry: CityGeometry): CityGeometry {
  if (countPositions(geometry) <= MOST_DRAWN) return geometry;
  const weighed = presimplify(topologyOf(geometry));
  // How much of the detail stays: halved again and again, as what a part costs is not known before.
  let [few, many] = [0, 1];
  let best: CityGeometry | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const share = (few + many) / 2;
    const map = geometryOf(geometry, simplify(weighed, quantile(weighed, share)));
    if (countPositions(map) > MOST_DRAWN) many = share;
    else [few, best] = [share, map];
  }
  return best ?? geometryOf(geometry, simplify(weighed, quantile(weighed, 0)));
}

export const countPositions = ({ districts, water }: CityGeometry): number =>
  districts.reduce(
    (sum, { polygons }) => sum + polygons.flat().reduce((all, ring) => all + ring.length, 0),
    0,
  ) +
  water.reduce(
    (sum, { lines, polygons }) =>
      sum + [...lines, ...polygons.flat()].reduce((all, line) => all + line.length, 0),
    0,
  );

const topologyOf = (geometry: CityGeometry): Topology =>
  topology({ districts: districtsOf(geometry), water: waterOf(geometry) });

const copy = (line: readonly Position[]) => line.map(([lon, lat]) => [lon, lat]);

const districtsOf = ({ districts }: CityGeometry): FeatureCollection<MultiPolygon> => ({
  type: "FeatureCollection",
  features: districts.map(({ polygons }) => ofPolygons(polygons)),
});

/** A feature for the areas and one for the lines of each. */
const waterOf = ({ water }: CityGeometry): FeatureCollection<MultiPolygon | MultiLineString> => ({
  type: "FeatureCollection",
  features: water.flatMap(({ lines, polygons }): Feature<MultiPolygon | MultiLineString>[] => [
    ofPolygons(polygons),
    { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: lines.map(copy) } },
  ]),
});

const ofPolygons = (polygons: readonly Rings[]): Feature<MultiPolygon> => ({
  type: "Feature",
  properties: {},
  geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(copy)) },
});

/** The topology's outlines in place of those that it was made of, in the same order. */
function geometryOf({ districts, water }: CityGeometry, simpler: Topology): CityGeometry {
  const drawn = featuresOf(simpler, "districts");
  const wet = featuresOf(simpler, "water");
  return {
    districts: districts.map(({ code }, index) => ({ code, polygons: polygonsOf(drawn[index]) })),
    water: water.map(({ name }, index) => ({
      name,
      polygons: polygonsOf(wet[2 * index]),
      lines: linesOf(wet[2 * index + 1]),
    })),
  };
}

function featuresOf(simpler: Topology, name: string): Feature[] {
  const object = simpler.objects[name];
  const found = object && featureOf(simpler, object);
  return found && "features" in found ? found.features : [];
}

const polygonsOf = (feature: Feature | undefined): Rings[] =>
  feature?.geometry.type === "MultiPolygon"
    ? feature.geometry.coordinates
        .map((rings) => rings.map(positionsOf))
        .filter(([outline]) => outline !== undefined && isArea(outline))
        .map(([outline = [], ...holes]) => [outline, ...holes.filter(isArea)])
    : [];

const linesOf = (feature: Feature | undefined): (readonly Position[])[] =>
  feature?.geometry.type === "MultiLineString" ? feature.geometry.coordinates.map(positionsOf) : [];

const positionsOf = (line: number[][]): Position[] => line.map(([lon = 0, lat = 0]) => [lon, lat]);

const isArea = (ring: readonly Position[]) => middleOfRing(ring).area !== 0;
