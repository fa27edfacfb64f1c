import type { Queryable } from "#db/client.ts";
import { listFirstPictures } from "#db/queries/pictures.ts";

/** A picture beside a title: it shows nothing that the title does not say, and has no words. */
export interface Thumbnail {
  id: string;
  width: number;
  height: number;
}

/** The first picture of each of these proposals that has one, by the proposal. */
export async function readThumbnails(
  db: Queryable,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Thumbnail>> {
  if (ids.length === 0) return new Map();
  const pictures = await listFirstPictures(db, ids);
  return new Map(
    pictures.flatMap(({ matter_id, id, width, height }) =>
      matter_id === null ? [] : [[matter_id, { id, width, height }] as const],
    ),
  );
}
