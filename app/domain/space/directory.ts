import type { Queryable } from "#db/client.ts";
import { findFirstSpace, listCategories, listDistricts, listOffices } from "#db/queries/spaces.ts";
import type { Localized } from "#db/tables/language.ts";
import type { OfficeKind } from "#db/tables/space.ts";

/** What a space is made of: read often, set up once by a command. */
export interface Directory {
  space: { id: number; code: string; name: Localized };
  districts: { code: string; name: Localized }[];
  categories: { code: string; name: Localized; officeCode: string; officeName: Localized }[];
  offices: { id: number; code: string; kind: OfficeKind; name: Localized }[];
}

/** @returns undefined when no space was set up yet */
export async function readDirectory(db: Queryable): Promise<Directory | undefined> {
  const space = await findFirstSpace(db);
  if (!space) return undefined;
  const [districts, categories, offices] = await Promise.all([
    listDistricts(db, space.id),
    listCategories(db, space.id),
    listOffices(db, space.id),
  ]);
  return {
    space: { id: space.id, code: space.code, name: space.name },
    districts,
    categories: categories.map((category) => ({
      code: category.code,
      name: category.name,
      officeCode: category.office_code,
      officeName: category.office_name,
    })),
    offices: offices.map(({ id, code, kind, name }) => ({ id, code, kind, name })),
  };
}
