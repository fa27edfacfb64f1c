/** Ages as results are broken down by; "" is an age that is not known. */
export const AGE_BANDS = ["0-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-", ""] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/**
 * Full years at a day, by the calendar; undefined for a date that is none.
 *
 * @param birthDate YYYY-MM-DD
 * @param day YYYY-MM-DD in Seoul
 */
export function ageOn(birthDate: string | null, day: string): number | undefined {
  if (birthDate === null || !/^\d{4}-\d\d-\d\d$/.test(birthDate)) return undefined;
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  // The day of birth counts (Civil Act, article 158); who was born on 29 February comes to it on 1 March.
  const age = day.slice(5) < birthDate.slice(5) ? years - 1 : years;
  return age >= 0 && age < 150 ? age : undefined;
}

export function ageBand(age: number | undefined): AgeBand {
  if (age === undefined) return "";
  if (age < 20) return "0-19";
  if (age >= 70) return "70-";
  const tens = Math.floor(age / 10);
  return AGE_BANDS[tens - 1] ?? "";
}
