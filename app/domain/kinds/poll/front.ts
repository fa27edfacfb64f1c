import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { browsePolls } from "./browse-polls.ts";

const SHOWN = 2;

/** The open polls that close soonest. */
export async function readFrontPolls(
  db: Queryable,
  _directory: Directory,
  { spaceId, language, now }: Reading,
) {
  const soonest = new URLSearchParams({ state: "open", sort: "closing" });
  return (await browsePolls(db, spaceId, soonest, language, now, SHOWN)).items;
}
