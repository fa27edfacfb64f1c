import { decodeCursor, encodeCursor } from "#app/domain/matter/cursor.ts";
import { spacePrefix } from "#app/domain/space/address.ts";
import type { Queryable } from "#db/client.ts";
import { findFirstSpace, listSpacesFrom } from "#db/queries/spaces.ts";
import type { Localized } from "#db/tables/language.ts";
import type { SpaceKind } from "#db/tables/space.ts";

export interface SpaceSummary {
  code: string;
  kind: SpaceKind;
  name: Localized;
  /** See {@link spacePrefix}. */
  prefix: string;
}

const ORDER = "age";

/**
 * The spaces of the portal, the first one first.
 *
 * @param most how many a page has
 * @throws PortalError "invalid-input" for a cursor that this list did not give out
 */
export async function readSpaces(
  db: Queryable,
  cursor: string | null,
  most: number,
): Promise<{ items: SpaceSummary[]; next: string | null }> {
  const after = decodeCursor(cursor, ORDER, [])?.id ?? 0;
  const [first, rows] = await Promise.all([findFirstSpace(db), listSpacesFrom(db, after, most + 1)]);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return {
    items: shown.map((space) => ({
      code: space.code,
      kind: space.kind,
      name: space.name,
      prefix: spacePrefix(space, first),
    })),
    next: last && rows.length > most ? encodeCursor({ order: ORDER, values: [], id: last.id }) : null,
  };
}
