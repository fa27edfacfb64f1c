import { ineligibilities, type SignableDrive } from "#app/domain/kinds/drive/eligibility.ts";
import { chance } from "#app/platform/chance.ts";
import type { DemonstrationPerson } from "./people.ts";

/** How much likelier somebody signs where a drive is close to people's hearts, and where it is not. */
const NEAR = 1.9;
const FAR = 0.75;
/** Who newcomers sign in as: what they could still sign, and vote on, must be left to them. */
const NEWCOMERS: ReadonlySet<number> = new Set([1, 2_026]);

export const isNewcomer = (number: number): boolean => NEWCOMERS.has(number);

/** A citizen who has a row. */
export interface Resident {
  /** Of the login: citizen-1 is 1. */
  number: number;
  personId: number;
  citizen: DemonstrationPerson;
}

/**
 * That many citizens who may sign the drive, in the order in which they do; each drive has others.
 *
 * @param choice.first these sign before all others
 */
export function signersOf(
  residents: readonly Resident[],
  drive: SignableDrive,
  choice: { count: number; hearts: readonly string[]; first: readonly number[] },
  seed: number,
  at: Date,
): Resident[] {
  const near = new Set(choice.hearts);
  const first = new Set(choice.first);
  const drawn = residents.flatMap((resident) => {
    const { number, citizen } = resident;
    if (isNewcomer(number) && !first.has(number)) return [];
    const weight = citizen.district !== null && near.has(citizen.district) ? NEAR : FAR;
    return [{ resident, rank: first.has(number) ? 0 : -Math.log(1 - chance(seed, number)) / weight }];
  });
  drawn.sort((a, b) => a.rank - b.rank);
  const signers: Resident[] = [];
  for (const { resident } of drawn) {
    if (signers.length === choice.count) return signers;
    const { district, ...data } = resident.citizen;
    if (ineligibilities({ district, data }, drive, at).length === 0) signers.push(resident);
  }
  if (signers.length < choice.count) throw new RangeError("There are not enough citizens who may sign.");
  return signers;
}
