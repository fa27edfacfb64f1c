import type { Reading } from "#app/domain/kinds/kind.ts";
import { KINDS, type MatterLine } from "#app/domain/kinds.ts";
import type { Queryable } from "#db/client.ts";
import type { DocumentRef } from "#db/search-document.ts";
import { MATTER_KINDS } from "#db/tables/matter.ts";
import type { Searcher } from "#search/engine.ts";

/** As many as one looks through while writing. */
const SHOWN = 5;
/** A title of one or two letters is like everything. */
const SHORTEST_TITLE = 3;
/**
 * What is called similar while somebody writes. Measured on the demonstration's 114 proposals: of a whole text the
 * nearest other one lies below 0.25 for 95 of 100, but while one writes there are two sentences, and those have
 * something like them at up to 0.42 that speaks of something else; what asks for the same lies at 0.47 to 0.9. A title
 * alone shares its "please make …" with many, and the nearest other one lies below 0.4 for 90 of 100.
 */
const FLOOR_OF_TITLE = 0.4;
const FLOOR_OF_TEXT = 0.45;
const SHORTEST_TEXT = 30;

/** Matters that speak of what is being written, likest first, as far as they may be seen; five at most. */
export async function readSimilar(
  db: Queryable,
  engine: Searcher,
  wanted: { title: string; text: string },
  reading: Reading,
): Promise<MatterLine[]> {
  if ([...wanted.title.trim()].length < SHORTEST_TITLE) return [];
  const floor = wanted.text.trim().length < SHORTEST_TEXT ? FLOOR_OF_TITLE : FLOOR_OF_TEXT;
  const hits = await engine.similar({
    ...wanted,
    spaceId: reading.spaceId,
    kinds: MATTER_KINDS,
    limit: SHOWN * 2,
  });
  const near = hits.filter(({ score }) => score >= floor);
  return (await readMatters(db, near, reading)).slice(0, SHOWN);
}

/**
 * These matters of a space in a line each, in their order; without what may not be seen, and what stands beside the
 * matter that it is about.
 */
export async function readMatters(
  db: Queryable,
  refs: readonly DocumentRef[],
  reading: Reading,
): Promise<MatterLine[]> {
  const lines = await readLines(db, refs, reading);
  return refs.flatMap(({ id }) => {
    const line = lines.get(id);
    return line && (line.about === null || !lines.has(line.about)) ? [line] : [];
  });
}

/** By id, which all matters have in one series. A query or three for each kind that is among them. */
export async function readLines(
  db: Queryable,
  refs: readonly DocumentRef[],
  reading: Reading,
): Promise<Map<number, MatterLine>> {
  const read = await Promise.all(
    MATTER_KINDS.map((code): Promise<MatterLine[]> => {
      const ids = refs.filter(({ kind }) => kind === code).map(({ id }) => id);
      return ids.length === 0 ? Promise.resolve([]) : KINDS[code].readLines(db, ids, reading);
    }),
  );
  return new Map(read.flat().map((line) => [line.id, line]));
}
