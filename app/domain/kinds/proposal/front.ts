import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { browseProposals, hotProposals } from "./summaries.ts";

const HOT = 3;
const CLOSEST = 4;

/** What moves this week, and what lacks only a few. */
export async function readFrontProposals(
  db: Queryable,
  directory: Directory,
  { spaceId, language, now }: Reading,
) {
  const closestFirst = new URLSearchParams({ sort: "closest" });
  const [hot, closest] = await Promise.all([
    hotProposals(db, spaceId, language, now, HOT),
    browseProposals(db, directory, closestFirst, language, now, CLOSEST),
  ]);
  return { hot, closest: closest.items };
}
