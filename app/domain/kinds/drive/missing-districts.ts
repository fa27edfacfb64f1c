import type { Queryable } from "#db/client.ts";
import type { DriveRow } from "#db/queries/drives.ts";
import { countByDistrict } from "#db/queries/signatures.ts";
import { listDistricts } from "#db/queries/spaces.ts";
import { listElectorateAsOf } from "#db/queries/statutes.ts";
import { missingOf } from "./districts.ts";

/**
 * How many more districts must bring the number that the law asks of each of so many of them; 0 where it asks for
 * none, or how many may sign by district was not published.
 */
export async function countMissingDistricts(
  db: Queryable,
  drive: Pick<DriveRow, "matter_id" | "space_id" | "as_of" | "definition">,
): Promise<number> {
  const { matter_id, space_id, as_of, definition } = drive;
  if (!definition.districtMinimum || as_of === null) return 0;
  const electorate = await listElectorateAsOf(db, space_id, as_of);
  const counted = await countByDistrict(db, matter_id);
  const codes = (await listDistricts(db, space_id)).map(({ code }) => code);
  const signed = new Map(counted.map(({ district, online, paper }) => [district ?? "", online + paper]));
  return missingOf(definition, electorate, codes, signed);
}
