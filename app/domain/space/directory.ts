import type { Queryable } from "#db/client.ts";
import { findMap } from "#db/queries/city-maps.ts";
import { findFirstSpace, findSpace, listCategories, listDistricts, listOffices } from "#db/queries/spaces.ts";
import type { CityGeometry } from "#db/tables/city-map.ts";
import type { Localized } from "#db/tables/language.ts";
import type { OfficeKind, SpaceContact, SpaceKind } from "#db/tables/space.ts";
import { spacePrefix } from "./address.ts";

/** What a space is made of: read often, set up once by a command. */
export interface Directory {
  space: {
    id: number;
    code: string;
    kind: SpaceKind;
    name: Localized;
    /** What its addresses begin with: "" for the first space, "/s/CODE" for any other. */
    prefix: string;
    /** Null: not said. */
    contact: SpaceContact | null;
  };
  districts: { code: string; name: Localized }[];
  /** Its districts' outlines; null: it has no map. */
  map: CityGeometry | null;
  /** With the office that answers for each; null where none does. */
  categories: { code: string; name: Localized; officeCode: string | null; officeName: Localized | null }[];
  offices: { id: number; code: string; kind: OfficeKind; name: Localized }[];
}

/**
 * @param code left out: the first space
 * @returns undefined when there is no such space, or none was set up yet
 */
export async function readDirectory(db: Queryable, code?: string): Promise<Directory | undefined> {
  const first = await findFirstSpace(db);
  const space = code === undefined || code === first?.code ? first : await findSpace(db, code);
  if (!space) return undefined;
  const [districts, categories, offices, map] = await Promise.all([
    listDistricts(db, space.id),
    listCategories(db, space.id),
    listOffices(db, space.id),
    findMap(db, space.id),
  ]);
  const { id, kind, name, contact } = space;
  return {
    space: { id, code: space.code, kind, name, prefix: spacePrefix(space, first), contact },
    districts,
    map: map?.geometry ?? null,
    categories: categories.map((category) => ({
      code: category.code,
      name: category.name,
      officeCode: category.office_code,
      officeName: category.office_name,
    })),
    offices: offices.map((office) => ({
      id: office.id,
      code: office.code,
      kind: office.kind,
      name: office.name,
    })),
  };
}
