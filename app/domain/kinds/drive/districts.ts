import { mergeSmall } from "#app/platform/merge-small.ts";
import type { StatuteDefinition } from "#db/tables/statute-definition.ts";
import type { Row } from "#db/tables/tables.ts";
import { partOf } from "./statute.ts";

/** What fewer have signed is not shown alone: beside the live count, one more would nearly have a name. */
export const FEWEST_SHOWN = 10;

interface DistrictNumber {
  /** The district's code. */
  code: string;
  /** null: not counted yet, or among the others. */
  signed: number | null;
  /** Who may sign there; null: not published by district. */
  eligible: number | null;
  /** Who lives there, on the 31 December that its law counts by; null: not published by district. */
  residents: number | null;
  /** Signatures for a thousand residents, to a hundredth; null: one of the two is not known, or not shown. */
  perThousand: number | null;
  /** What the law asks of each of so many districts; null: nothing. */
  minimum: number | null;
}

export interface DistrictNumbers {
  /** The day in Seoul at whose end all of it stood, YYYY-MM-DD; null: no day was counted yet. */
  day: string | null;
  /** All that stood then: the sum of what follows. */
  count: number;
  districts: DistrictNumber[];
  /** Signatures of people of none of the districts; null: among the others. */
  elsewhere: number | null;
  /** Of the districts with few, together; null: there are none. */
  others: number | null;
  /** How many districts must bring their minimum, and how many are known to do; null: the law asks for none. */
  needed: { of: number; reached: number } | null;
}

/** A drive's signatures by district at the end of a day; those of no district under "". */
export interface DayCount {
  day: string;
  counts: Readonly<Record<string, number>>;
}

/** What the law asks of each district for which it is known who may sign there, and of how many of them. */
function minimaOf(
  districtMinimum: StatuteDefinition["districtMinimum"],
  electorate: readonly Row<"electorate">[],
  codes: readonly string[],
): { minima: Map<string, number>; of: number } {
  const minima = new Map(
    codes.flatMap((code) => {
      const eligible = electorate.find(({ district }) => district === code)?.eligible;
      return districtMinimum && eligible !== undefined
        ? [[code, partOf(eligible, districtMinimum.share)] as const]
        : [];
    }),
  );
  return { minima, of: districtMinimum ? partOf(minima.size, districtMinimum.districts) : 0 };
}

/**
 * How many more districts must bring what the law asks of them, by what stands now: for what is decided by it, not for
 * everybody's eyes as {@link districtsOf}.
 *
 * @param signed what stands by district's code
 */
export function missingOf(
  { districtMinimum }: Pick<StatuteDefinition, "districtMinimum">,
  electorate: readonly Row<"electorate">[],
  codes: readonly string[],
  signed: ReadonlyMap<string, number>,
): number {
  const { minima, of } = minimaOf(districtMinimum, electorate, codes);
  const reached = [...minima].filter(([code, minimum]) => (signed.get(code) ?? 0) >= minimum).length;
  return Math.max(0, of - reached);
}

/**
 * Signatures by district as everybody may see them, beside who may sign there and what the law asks of a district. They
 * are of a day that is over: who watched the numbers move with the live count would learn from where each signer is.
 *
 * @param codes all districts of the space
 */
export function districtsOf(
  { districtMinimum, eligibility }: Pick<StatuteDefinition, "districtMinimum" | "eligibility">,
  electorate: readonly Row<"electorate">[],
  codes: readonly string[],
  counted: DayCount | null,
): DistrictNumbers {
  const known = new Set(codes);
  const parts = new Map(codes.map((code) => [code, counted?.counts[code] ?? 0]));
  const count = Object.values(counted?.counts ?? {}).reduce((sum, part) => sum + part, 0);
  const elsewhere = count - [...parts.values()].reduce((sum, part) => sum + part, 0);
  // Where only residents sign there is nobody from elsewhere to hide, and no district need hide them.
  const hasElsewhere = elsewhere > 0 || !eligibility.resident;
  const { shown, others } = mergeSmall(
    hasElsewhere ? new Map([...parts, ["", elsewhere]]) : parts,
    FEWEST_SHOWN,
  );
  const { minima, of } = minimaOf(districtMinimum, electorate, codes);
  const districts = [...known].map((code): DistrictNumber => {
    const eligible = electorate.find(({ district }) => district === code)?.eligible ?? null;
    const minimum = minima.get(code) ?? null;
    const residents = electorate.find(({ district }) => district === code)?.population ?? null;
    const signed = counted ? (shown.get(code) ?? null) : null;
    return { code, signed, eligible, residents, perThousand: perThousand(signed, residents), minimum };
  });
  const asked = districts.filter(({ minimum }) => minimum !== null);
  // A minimum below ten is known to be reached with ten: earlier it would say how many there are.
  const reached = asked.filter(
    ({ code, minimum }) => (parts.get(code) ?? 0) >= Math.max(minimum ?? 0, FEWEST_SHOWN),
  ).length;
  return {
    day: counted?.day ?? null,
    count,
    districts,
    elsewhere: !counted ? null : hasElsewhere ? (shown.get("") ?? null) : 0,
    others: counted ? others : null,
    needed: of > 0 ? { of, reached } : null,
  };
}

const perThousand = (signed: number | null, residents: number | null) =>
  signed === null || !residents ? null : Math.round((signed / residents) * 100_000) / 100;
