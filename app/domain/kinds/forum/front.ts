import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { readForums } from "./read-forum.ts";

const SHOWN = 2;
/** Forums come newest first, closed ones among them: this many are looked through for those under way. */
const LOOKED_THROUGH = 20;

/** The forums under way that most take part in. */
export async function readFrontForums(
  db: Queryable,
  _directory: Directory,
  { spaceId, language, now }: Reading,
) {
  const forums = await readForums(db, spaceId, language, null, now, LOOKED_THROUGH);
  return forums.items
    .filter((forum) => forum.state === "open")
    .toSorted((a, b) => b.participants - a.participants)
    .slice(0, SHOWN);
}
