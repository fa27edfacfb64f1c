import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clustersOf } from "#app/domain/place/cluster.ts";
import { drawMap, toDrawing, toPoint, zoomedTo } from "#app/domain/place/drawing.ts";
import { LARGEST_MAP_BYTES, MapRefused, readGeoJson } from "#app/domain/place/geojson.ts";
import { placeSchema } from "#app/domain/place/place-schema.ts";
import { districtAt, isOnMap, placeText, roundPoint } from "#app/domain/place/point.ts";
import { boundsOf, isInside, middleOf } from "#app/domain/place/rings.ts";
import { countPositions, MOST_DRAWN, simplifyMap } from "#app/domain/place/simplify.ts";
import type { CityGeometry, Position } from "#db/tables/city-map.ts";

const name = (ko: string) => ({ ko, en: ko, ja: ko });
const DISTRICTS = [
  { code: "west", name: name("서구") },
  { code: "east", name: name("동구") },
];
const ring = (west: number, south: number, east: number, north: number): [number, number][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const polygon = (...coordinates: unknown[]) => ({ type: "Polygon", coordinates });
const feature = (properties: unknown, geometry: unknown) => ({ type: "Feature", properties, geometry });
const WEST = feature({ district: "west" }, polygon(ring(127, 37, 127.1, 37.1)));
const EAST = feature({ district: "east" }, polygon(ring(127.1, 37, 127.2, 37.1)));
const file = (features: unknown, more = {}) =>
  JSON.stringify({ type: "FeatureCollection", features, ...more });
const read = (text: string) => readGeoJson(text, DISTRICTS);

describe("what a file of outlines may say", () => {
  test("each district once, by its code, and water beside", () => {
    const river = feature(
      { water: name("강") },
      {
        type: "LineString",
        coordinates: [
          [127, 37.05],
          [127.2, 37.05],
        ],
      },
    );
    const map = read(file([EAST, river, WEST]));
    expect(map.districts.map(({ code }) => code)).toEqual(["east", "west"]);
    expect(map.water).toEqual([
      {
        name: name("강"),
        polygons: [],
        lines: [
          [
            [127, 37.05],
            [127.2, 37.05],
          ],
        ],
      },
    ]);
  });

  test("a district is known by its name under whatever property, by the feature's id, and with a byte order mark", () => {
    const named = feature({ SIG_CD: "11110", SIG_KOR_NM: "서구" }, WEST.geometry);
    const known = { ...feature(null, EAST.geometry), id: "east" };
    expect(read(`\uFEFF${file([named, known])}`).districts.map(({ code }) => code)).toEqual(["west", "east"]);
  });

  test("heights are dropped, and a metre is near enough", () => {
    const high = feature(
      { code: "west" },
      polygon(ring(127.0000001, 37, 127.1, 37.1).map((at) => [...at, 40])),
    );
    expect(read(file([high, EAST])).districts[0]?.polygons[0]?.[0]?.[0]).toEqual([127, 37]);
  });

  const bad: [string, string, string, number | null][] = [
    ["no JSON", "{", "not-json", null],
    ["nothing", "", "not-json", null],
    ["null", "null", "not-a-collection", null],
    ["a list", "[]", "not-a-collection", null],
    ["one feature", JSON.stringify(WEST), "not-a-collection", null],
    ["features that are no list", file({}), "not-a-collection", null],
    ["a topology", JSON.stringify({ type: "Topology", arcs: [] }), "not-a-collection", null],
    [
      "metres, said so",
      file([WEST, EAST], { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::5179" } } }),
      "other-crs",
      null,
    ],
    [
      "metres, unsaid",
      file([feature({ code: "west" }, polygon(ring(950_000, 1_940_000, 960_000, 1_950_000))), EAST]),
      "bad-position",
      1,
    ],
    ["too many features", file(Array.from({ length: 501 }, () => WEST)), "too-many-features", null],
    [
      "a feature of no district here",
      file([WEST, EAST, feature({ district: "north" }, WEST.geometry)]),
      "no-district",
      3,
    ],
    ["no properties", file([WEST, feature(null, EAST.geometry)]), "no-district", 2],
    ["the same twice", file([WEST, WEST, EAST]), "twice", 2],
    ["one missing", file([WEST]), "missing", null],
    ["no features", file([]), "missing", null],
    ["no geometry", file([WEST, feature({ district: "east" }, null)]), "not-a-polygon", 2],
    ["null among them", file([WEST, null]), "not-a-polygon", 2],
    [
      "a point",
      file([WEST, feature({ district: "east" }, { type: "Point", coordinates: [127, 37] })]),
      "not-a-polygon",
      2,
    ],
    ["no coordinates", file([WEST, feature({ district: "east" }, { type: "Polygon" })]), "empty-ring", 2],
    [
      "no rings",
      file([WEST, feature({ district: "east" }, { type: "MultiPolygon", coordinates: [] })]),
      "not-a-polygon",
      2,
    ],
    [
      "a ring of texts",
      file([WEST, feature({ district: "east" }, polygon(["a", "b", "c", "d"]))]),
      "bad-position",
      2,
    ],
    [
      "a latitude first",
      file([WEST, feature({ district: "east" }, polygon(ring(37, 127, 37.1, 127.1)))]),
      "bad-position",
      2,
    ],
    [
      "an open ring",
      file([
        WEST,
        feature({ district: "east" }, polygon([...ring(127, 37, 128, 38).slice(0, 4), [127, 37.5]])),
      ]),
      "open-ring",
      2,
    ],
    [
      "three positions",
      file([WEST, feature({ district: "east" }, polygon(ring(127, 37, 128, 38).slice(0, 3)))]),
      "empty-ring",
      2,
    ],
    [
      "a ring without area",
      file([
        WEST,
        feature(
          { district: "east" },
          polygon([
            [127, 37],
            [128, 38],
            [127, 37],
            [127, 37],
          ]),
        ),
      ]),
      "empty-ring",
      2,
    ],
    [
      "water that is a point",
      file([WEST, EAST, feature({ water: true }, { type: "Point", coordinates: [127, 37] })]),
      "not-a-line",
      3,
    ],
    [
      "half the world",
      file([WEST, feature({ district: "east" }, polygon(ring(-120, 37, -119, 38)))]),
      "too-wide",
      null,
    ],
    [
      "too many positions",
      file([
        WEST,
        feature(
          { district: "east" },
          {
            type: "MultiPolygon",
            coordinates: Array.from({ length: 20_001 }, () => [ring(127, 37, 128, 38)]),
          },
        ),
      ]),
      "too-many-positions",
      2,
    ],
    ["too large", " ".repeat(LARGEST_MAP_BYTES + 1), "too-large", null],
    ["nested without end", "[".repeat(100_000), "not-json", null],
    [
      "a nest where positions are",
      file([WEST, feature({ district: "east" }, polygon(JSON.parse("[".repeat(900) + "]".repeat(900))))]),
      "empty-ring",
      2,
    ],
    ["a number beyond numbers", file([WEST, EAST]).replace("127.2", "1e999"), "bad-position", 2],
  ];
  test.each(bad)("%s is refused, and where", (_, text, code, at) => {
    expect(faultsOf(text)[0]).toMatchObject({ code, feature: at });
  });

  test("all that is wrong is told at once, up to a number", () => {
    expect(faultsOf(file(Array.from({ length: 40 }, () => null)))).toHaveLength(20);
    const said = faultsOf(
      file([feature({ district: "north" }, null), feature({ name: "모르는구" }, WEST.geometry)]),
    );
    expect(said.map(({ code }) => code)).toEqual(["not-a-polygon", "no-district"]);
    expect(said[1]?.said).toContain("모르는구");
  });

  test("whatever it says, it is read or refused", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        for (const text of [JSON.stringify(value), file([feature({ district: "west" }, value)]), file(value)])
          faultsOf(text);
      }),
    );
  });
});

function faultsOf(text: string) {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof MapRefused) return error.faults;
    throw error;
  }
}

describe("where a point is", () => {
  const square = ring(0, 0, 4, 4);
  const hole = ring(1, 1, 2, 2);
  test.each<[string, Position, boolean]>([
    ["within", [3, 3], true],
    ["in the hole", [1.5, 1.5], false],
    ["beyond the hole", [2.5, 1.5], true],
    ["beside", [5, 2], false],
    ["level with a corner", [-1, 4], false],
    ["level with an edge", [5, 0], false],
  ])("%s", (_, at, inside) => {
    expect(isInside([square, hole], at)).toBe(inside);
  });

  test("a map's districts have no point in common, and a point outside of all has none", () => {
    const map = hanul();
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const within = map.districts.filter(({ polygons }) =>
          polygons.some((rings) => isInside(rings, [x, y])),
        );
        expect(within.length).toBeLessThanOrEqual(1);
        expect(districtAt(map, { lon: x, lat: y })).toBe(within[0]?.code ?? null);
      }),
    );
    expect(districtAt(map, { lon: 126, lat: 35.5 })).toBeNull();
  });
});

const lon = fc.double({ min: 124.9, max: 125.1, noNaN: true });
const lat = fc.double({ min: 35.44, max: 35.56, noNaN: true });

const hanulText = readFileSync(new URL("../db/seed/city-map.geojson", import.meta.url), "utf8");
const hanulDistricts = JSON.parse(
  readFileSync(new URL("../db/seed/city.json", import.meta.url), "utf8"),
).districts;
const hanul = (): CityGeometry => readGeoJson(hanulText, hanulDistricts);

describe("rounding", () => {
  test.each([
    [
      { lon: 127.12345, lat: 37.54321 },
      { lon: 127.1235, lat: 37.543 },
    ],
    [
      { lon: 127.0001, lat: 37.0002 },
      { lon: 127, lat: 37 },
    ],
    [
      { lon: -0.0001, lat: -0.0001 },
      { lon: 0, lat: 0 },
    ],
    [
      { lon: 127.00026, lat: 37.00074 },
      { lon: 127.0005, lat: 37.0005 },
    ],
  ])("%o", (given, kept) => {
    expect(roundPoint(given)).toEqual(kept);
    expect(Object.is(roundPoint(given).lon, -0)).toBe(false);
  });

  test("again it is the same, and it moves a point by 45 m at most", () => {
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const kept = roundPoint({ lon: x, lat: y });
        expect(roundPoint(kept)).toEqual(kept);
        const metres = Math.hypot(
          (kept.lon - x) * 111_320 * Math.cos((y * Math.PI) / 180),
          (kept.lat - y) * 111_320,
        );
        expect(metres).toBeLessThan(45);
      }),
    );
  });

  test("neighbours within the grid are one place: who lives where is not told", () => {
    const places = [0, 0.0001, 0.0002].map((step) =>
      placeText(roundPoint({ lon: 125 + step, lat: 35.5 + step })),
    );
    expect(new Set(places).size).toBe(1);
  });
});

describe("a place as a form or a program says it", () => {
  const schema = placeSchema(hanul());
  const kept = { lon: 125, lat: 35.5 };
  test.each<[unknown, unknown]>([
    [undefined, null],
    [null, null],
    ["", null],
    ["125,35.5", kept],
    ["125.0001,35.50009", kept],
    [{ lon: 125, lat: 35.5 }, kept],
    [placeText(kept), kept],
  ])("%o is %o", (said, place) => expect(schema.parse(said)).toEqual(place));

  test.each<[unknown]>([
    ["here"],
    ["125"],
    ["125,35.5,3"],
    ["1e2,35"],
    ["35.5,125"],
    ["127,37"],
    ["999,35.5"],
    [[125, 35.5]],
    [{ lon: 125 }],
    [{ lon: "125", lat: "35.5" }],
    [{ lon: 127, lat: 37 }],
    [{ lon: Number.NaN, lat: 35.5 }],
    [{ lon: Number.POSITIVE_INFINITY, lat: 35.5 }],
    [7],
    [true],
  ])("%o is none", (said) => expect(schema.safeParse(said).success).toBe(false));

  test("where there is no map there is no place", () => {
    expect(placeSchema(null).safeParse("125,35.5").success).toBe(false);
    expect(placeSchema(null).parse("")).toBeNull();
  });
});

describe("a drawing", () => {
  test("is 1,000 wide, true to scale, and keeps its margins", () => {
    const drawing = drawMap(read(file([WEST, EAST])));
    // 0.2 degrees by 0.1, a degree of longitude being four fifths of one of latitude there.
    expect(drawing.height).toBe(Math.round((1_000 * 0.1) / (0.2 * Math.cos((37.05 * Math.PI) / 180))));
    const [west] = drawing.districts;
    expect(west?.path).toMatch(/^M\d+,\d+(L\d+,\d+){3}Z$/);
    expect(west).toMatchObject({ box: { x: 19 }, x: 260 });
  });

  test("a place goes to it and back", () => {
    const drawing = drawMap(hanul());
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const back = toPoint(drawing, toDrawing(drawing, { lon: x, lat: y }));
        expect(back.lon).toBeCloseTo(x, 9);
        expect(back.lat).toBeCloseTo(y, 9);
      }),
    );
  });

  test("a part of it has its proportions and does not leave it", () => {
    const drawing = drawMap(hanul());
    for (const { box } of drawing.districts) {
      const view = zoomedTo(drawing, box);
      expect(view.width / view.height).toBeCloseTo(drawing.width / drawing.height, 1);
      expect(view.x).toBeGreaterThanOrEqual(0);
      expect(view.y).toBeGreaterThanOrEqual(0);
      expect(view.x + view.width).toBeLessThanOrEqual(drawing.width + 1);
      expect(view.y + view.height).toBeLessThanOrEqual(drawing.height + 1);
      expect(view.x).toBeLessThanOrEqual(box.x);
      expect(view.x + view.width).toBeGreaterThanOrEqual(box.x + box.width);
    }
  });

  test("a name stands in its district", () => {
    const map = hanul();
    for (const { code, polygons } of map.districts) {
      const [x, y] = middleOf(polygons);
      expect(districtAt(map, { lon: x, lat: y })).toBe(code);
    }
  });
});

describe("many points become few", () => {
  /** A border between two districts, in so many steps. */
  const wavy = (steps: number): Position[] =>
    Array.from({ length: steps + 1 }, (_, step) => [
      Number((127.1 + Math.sin(step / 7) / 200 + Math.sin(step) / 9_000).toFixed(5)),
      Number((37 + (step / steps) * 0.1).toFixed(5)),
    ]);
  const border = wavy(6_000);
  const [south, north] = [border[0] ?? [0, 0], border.at(-1) ?? [0, 0]];
  const west = [[127, 37], ...border, [127, 37.1], [127, 37]];
  const east = [...border, [127.2, 37.1], [127.2, 37], south];
  const detailed = read(
    file([feature({ district: "west" }, polygon(west)), feature({ district: "east" }, polygon(east))]),
  );
  const simple = simplifyMap(detailed);

  test("as many as are drawn, and not many fewer", () => {
    expect(countPositions(detailed)).toBeGreaterThan(12_000);
    expect(countPositions(simple)).toBeLessThanOrEqual(MOST_DRAWN);
    expect(countPositions(simple)).toBeGreaterThan(MOST_DRAWN * 0.9);
    expect(boundsOf(simple)).toEqual(boundsOf(detailed));
  });

  test("neighbours keep one border", () => {
    const bordering = simple.districts.map(
      ({ polygons }) =>
        new Set(
          polygons
            .flat(2)
            .map(String)
            .filter((at) => !/^127,|^127\.2,/.test(at)),
        ),
    );
    expect(bordering[0]).toEqual(bordering[1]);
    expect(bordering[0]?.has(String(north))).toBe(true);
  });

  test("a map that is simple stays as it is", () => {
    const map = hanul();
    expect(simplifyMap(map)).toBe(map);
  });
});

test("pins that cover one another are one, whichever way they are near", () => {
  const at = (id: number, x: number, y: number) => ({ id, x, y });
  const clusters = clustersOf([at(1, 0, 0), at(2, 5, 5), at(3, 100, 0), at(4, 9, 0), at(5, 108, 4)], 10);
  expect(clusters.map(({ items }) => items.map(({ id }) => id))).toEqual([
    [1, 2, 4],
    [3, 5],
  ]);
  expect(clusters[1]).toMatchObject({ x: 100, y: 0 });
});

test("the demonstration's city lies in the sea, with every district of its own", () => {
  const map = hanul();
  expect(map.districts).toHaveLength(hanulDistricts.length);
  expect(isOnMap(map, { lon: 125, lat: 35.5 })).toBe(true);
  expect(map.water[0]?.name?.ko).toBe("한울천");
});
