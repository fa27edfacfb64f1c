/**
 * The public holidays of Korea, those that fall on a weekend too, so that the table can be compared with its source
 * line by line. Source: Public Holidays Act (공휴일에 관한 법률, with Constitution Day and
 * Labour Day as amended in February 2026), articles 2 and 3, Regulation on Public Holidays of Government Offices
 * (관공서의 공휴일에 관한 규정), substitute holidays, and Public Official Election Act, article 34 (the election days).
 * Lunar days as in the open source table python-holidays 0.109, country KR, checked on 2026-11-27. Days that the
 * government declares by itself are not foreseen: an operator adds them, as well as the years after the last one here.
 */
type Holiday =
  | "new-year"
  | "seollal"
  | "independence-movement"
  | "labour"
  | "children"
  | "buddha"
  | "election"
  | "memorial"
  | "constitution"
  | "liberation"
  | "chuseok"
  | "foundation"
  | "hangeul"
  | "christmas";

/** MM-DD of each year. `substitute`: a weekday in the place of one that fell on a day off. */
const DAYS: Record<number, { days: Partial<Record<Holiday, string[]>>; substitute: string[] }> = {
  2026: {
    days: {
      "new-year": ["01-01"],
      seollal: ["02-16", "02-17", "02-18"],
      "independence-movement": ["03-01"],
      labour: ["05-01"],
      children: ["05-05"],
      buddha: ["05-24"],
      election: ["06-03"],
      memorial: ["06-06"],
      constitution: ["07-17"],
      liberation: ["08-15"],
      chuseok: ["09-24", "09-25", "09-26"],
      foundation: ["10-03"],
      hangeul: ["10-09"],
      christmas: ["12-25"],
    },
    substitute: ["03-02", "05-25", "08-17", "10-05"],
  },
  2027: {
    days: {
      "new-year": ["01-01"],
      seollal: ["02-06", "02-07", "02-08"],
      "independence-movement": ["03-01"],
      labour: ["05-01"],
      children: ["05-05"],
      buddha: ["05-13"],
      memorial: ["06-06"],
      constitution: ["07-17"],
      liberation: ["08-15"],
      chuseok: ["09-14", "09-15", "09-16"],
      foundation: ["10-03"],
      hangeul: ["10-09"],
      christmas: ["12-25"],
    },
    substitute: ["02-09", "05-03", "07-19", "08-16", "10-04", "10-11", "12-27"],
  },
  2028: {
    days: {
      "new-year": ["01-01"],
      seollal: ["01-26", "01-27", "01-28"],
      "independence-movement": ["03-01"],
      election: ["04-12"],
      labour: ["05-01"],
      buddha: ["05-02"],
      children: ["05-05"],
      memorial: ["06-06"],
      constitution: ["07-17"],
      liberation: ["08-15"],
      chuseok: ["10-02", "10-03", "10-04"],
      foundation: ["10-03"],
      hangeul: ["10-09"],
      christmas: ["12-25"],
    },
    substitute: ["10-05"],
  },
};

const HOLIDAYS: ReadonlySet<string> = new Set(
  Object.entries(DAYS).flatMap(([year, { days, substitute }]) =>
    [...Object.values(days).flat(), ...substitute].map((day) => `${year}-${day}`),
  ),
);

/** Whether a day (YYYY-MM-DD) is in the table; of a year that is not in it, none is. */
export const isPublicHoliday = (day: string): boolean => HOLIDAYS.has(day);

/** The years that the table has. */
export const HOLIDAY_YEARS = { first: 2026, last: 2028 };
