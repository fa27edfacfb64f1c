import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { listPicturesOfMatter } from "#db/queries/pictures.ts";
import { browseProposals, hotProposals } from "./summaries.ts";

const HOT = 2;
const CLOSEST = 2;

/** What moves this week, and what lacks only a few; of what comes first its picture. */
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
  const [first] = [...hot, ...closest.items];
  const [picture] = first ? await listPicturesOfMatter(db, first.id) : [];
  return { hot, closest: closest.items, picture };
}
