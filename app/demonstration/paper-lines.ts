import type { TypedLine } from "#app/domain/kinds/drive/paper-line.ts";
import { chance } from "#app/platform/chance.ts";
import { demonstrationCitizen } from "./people.ts";

/** Who signs on paper has no account yet: citizens from here on. */
const FIRST_ON_PAPER = 40_000;
const SPAN = 50_000;

/**
 * A sheet as the clerk typed it, of people who had not signed before.
 *
 * @param doubtful so many lines, spread over the sheet, cannot be read or have no address
 */
export function sheetLines(
  seed: number,
  sheet: number,
  count: number,
  doubtful: number,
  districts: readonly string[],
): TypedLine[] {
  const step = doubtful === 0 ? count + 1 : Math.floor(count / (doubtful + 1));
  return Array.from({ length: count }, (_, index) => {
    // Three numbers a line, so that the next one can be taken instead.
    const place = Math.floor(chance(seed, 77) * SPAN) + (sheet * 100 + index) * 3;
    const { name, birthDate, address, district } = adult(FIRST_ON_PAPER + (place % SPAN), districts);
    const isDoubtful = (index + 1) % step === 0 && (index + 1) / step <= doubtful;
    const unreadable = isDoubtful && ((index + 1) / step) % 2 === 1;
    return {
      line: index + 1,
      name,
      birthDate,
      address: isDoubtful && !unreadable ? "" : (address ?? ""),
      district: district ?? "",
      unreadable,
      unsigned: false,
    };
  });
}

const order = new Intl.Collator("ko").compare;

/** The same people on the lines of a sheet that looks copied from a list. */
export function inOrderOfNames(lines: readonly TypedLine[]): TypedLine[] {
  return lines
    .toSorted((a, b) => order(a.name, b.name))
    .map((typed, index) => ({ ...typed, line: index + 1 }));
}

/** The citizen of that number, or the next one who is no exception. */
function adult(number: number, districts: readonly string[]) {
  const citizen = demonstrationCitizen(number, districts);
  const isResident = citizen.district !== null && !citizen.foreigner && citizen.birthDate < "2000";
  return isResident ? citizen : demonstrationCitizen(number + 1, districts);
}
