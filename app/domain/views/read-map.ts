import { z } from "zod";
import { parseInput } from "#app/domain/input.ts";
import { type ProposalSummary, summarise } from "#app/domain/kinds/proposal/summaries.ts";
import { type Cluster, clustersOf } from "#app/domain/place/cluster.ts";
import { type Box, drawMap, toDrawing, zoomedTo } from "#app/domain/place/drawing.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { countAboutDistricts } from "#db/queries/journeys.ts";
import { listPlaced } from "#db/queries/places.ts";
import type { Language } from "#db/tables/language.ts";

/** As many as a list beside a map bears; the map says that there are more. */
export const MOST_PINS = 60;
/** A pin's size on the drawing of a whole map. */
const NEAR = 56;

function choiceSchema({ categories, districts }: Pick<Directory, "categories" | "districts">) {
  const oneOf = (codes: readonly { code: string }[]) =>
    z
      .string()
      .refine((code) => code === "" || codes.some((one) => one.code === code), { error: "unknown-choice" })
      .transform((code) => code || undefined)
      .optional();
  return z.object({ category: oneOf(categories), district: oneOf(districts) });
}

interface Pin {
  id: number;
  x: number;
  y: number;
}

/**
 * What is proposed where: the newest proposals with a place, as pins and as a list, and how many are about each district.
 *
 * @param parameters category, district
 * @throws PortalError "invalid-input" for one that is not there
 */
export async function readMap(
  db: Queryable,
  directory: Directory,
  parameters: URLSearchParams,
  language: Language,
  now: Date,
) {
  const { category, district } = parseInput(choiceSchema(directory), Object.fromEntries(parameters));
  const spaceId = directory.space.id;
  const [placed, about] = await Promise.all([
    directory.map ? listPlaced(db, { spaceId, category, district }, language, MOST_PINS + 1) : [],
    countAboutDistricts(db, { spaceId, since: null }),
  ]);
  const proposals = await summarise(db, placed.slice(0, MOST_PINS), now);
  return {
    chosen: { category, district },
    proposals,
    /** There are more than these. */
    more: placed.length > MOST_PINS,
    about: directory.districts.map(({ code }) => ({ code, proposals: about.get(code) ?? 0 })),
    ...drawnWith(directory, proposals, district),
  };
}

/** The map with these proposals' pins, and the part of it that has a district, or all; null: there is no map. */
export function drawnWith(
  { map }: Pick<Directory, "map">,
  proposals: readonly Pick<ProposalSummary, "id" | "place">[],
  district: string | undefined,
) {
  if (!map) return { drawing: null, view: null, pins: [] };
  const drawing = drawMap(map);
  const box = drawing.districts.find(({ code }) => code === district)?.box;
  const view: Box = box
    ? zoomedTo(drawing, box)
    : { x: 0, y: 0, width: drawing.width, height: drawing.height };
  const places = proposals.flatMap(({ id, place }): Pin[] => {
    if (!place) return [];
    const { x, y } = toDrawing(drawing, place);
    return [{ id, x: Math.round(x), y: Math.round(y) }];
  });
  const pins: Cluster<Pin>[] = clustersOf(places, (NEAR * view.width) / drawing.width);
  return { drawing, view, pins };
}
