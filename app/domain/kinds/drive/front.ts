import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { browseDrives } from "./browse-drives.ts";

const SHOWN = 2;

/** The drives whose time for signing ends first. */
export async function readFrontDrives(db: Queryable, directory: Directory, { language, now }: Reading) {
  const closingFirst = new URLSearchParams({ sort: "closing" });
  return (await browseDrives(db, directory, closingFirst, language, now, SHOWN)).items;
}
