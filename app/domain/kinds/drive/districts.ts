import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import type { Row } from "#db/tables/tables.ts";
import { partOf } from "./statute.ts";

interface DistrictNumber {
  /** The district's code. */
  code: string;
  signed: number;
  /** Who may sign there; null: not published by district. */
  eligible: number | null;
  /** What the law asks of each of so many districts; null: nothing. */
  minimum: number | null;
}

export interface DistrictNumbers {
  districts: DistrictNumber[];
  /** Signatures of people of none of the districts. */
  elsewhere: number;
  /** How many districts must bring their minimum, and how many do; null: the law asks for none. */
  needed: { of: number; reached: number } | null;
}

/** Signatures by district, beside who may sign there and what the law asks of a district. */
export function districtsOf(
  { districtMinimum }: Pick<StatuteDefinition, "districtMinimum">,
  electorate: readonly Row<"electorate">[],
  counted: readonly { district: string | null; count: number }[],
): DistrictNumbers {
  const codes = new Set(
    [...electorate, ...counted].flatMap(({ district }) => (district === null ? [] : [district])),
  );
  const districts = [...codes].map((code): DistrictNumber => {
    const eligible = electorate.find(({ district }) => district === code)?.eligible ?? null;
    const minimum = districtMinimum && eligible !== null ? partOf(eligible, districtMinimum.share) : null;
    return { code, signed: counted.find(({ district }) => district === code)?.count ?? 0, eligible, minimum };
  });
  const asked = districts.filter(({ minimum }) => minimum !== null);
  const reached = asked.filter(({ signed, minimum }) => minimum !== null && signed >= minimum).length;
  return {
    districts,
    elsewhere: counted.find(({ district }) => district === null)?.count ?? 0,
    needed:
      districtMinimum && asked.length > 0
        ? { of: partOf(asked.length, districtMinimum.districts), reached }
        : null,
  };
}
