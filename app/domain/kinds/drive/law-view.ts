import { HOLIDAY_YEARS } from "#app/domain/calendar/public-holidays.ts";
import { labelsOf, type Reader } from "#app/domain/space/labels.ts";
import { CALENDAR_STEPS, type StatuteDefinition } from "#db/tables/statute-definition.ts";
import type { Law } from "./read-law.ts";

/** The law as its pages show it, in the reader's language; articles and sources stay in Korean. */
export function lawOf(law: Law, reader: Reader) {
  const { directory, language } = reader;
  const labels = labelsOf(directory, language);
  return {
    statutes: law.statutes.map((statute) => statuteOf(statute, law, reader)),
    electorate: law.electorate && {
      ...law.electorate,
      districts: law.electorate.districts.map(({ district, ...numbers }) => ({
        ...numbers,
        district,
        name: labels.district(district) ?? district,
      })),
    },
    elections: law.elections.map(({ id, name, pause_from, pause_until }) => ({
      id,
      name: name[language],
      from: pause_from,
      until: pause_until,
    })),
    daysOff: {
      ...HOLIDAY_YEARS,
      added: law.daysOff.map(({ day, name }) => ({ day, name: name[language] })),
    },
  };
}

export function statuteOf(
  {
    definition,
    version,
    publishedAt,
    required,
  }: Omit<Law["statutes"][number], "publishedAt"> & { publishedAt: string | null },
  { electorate }: Pick<Law, "electorate">,
  { language }: Pick<Reader, "language">,
) {
  const { threshold, districtMinimum, eligibility, sources, exclusions } = definition;
  return {
    code: definition.code,
    version,
    publishedAt,
    name: definition.name[language],
    summary: definition.summary[language],
    article: definition.article,
    certification: definition.certification,
    pausesForElections: definition.pausesForElections,
    eligibility,
    requests: definition.requests.map(({ code, name }) => ({ code, name: name[language] })),
    eligible: electorate && {
      asOf: electorate.asOf,
      eligible: electorate.eligible,
      population: electorate.population,
    },
    numbers: required.map(({ target, required: number, share, className }) => ({
      target: target?.[language] ?? null,
      required: number,
      share,
      className: className?.[language] ?? null,
    })),
    ordinance: threshold.kind === "fraction" ? threshold.ordinance : null,
    milestones:
      threshold.kind === "fixed"
        ? threshold.milestones.map(({ code, name, count, days, leads }) => ({
            code,
            name: name[language],
            count,
            days,
            leads,
          }))
        : [],
    classes:
      threshold.kind === "fraction"
        ? threshold.classes.map(({ name, municipalities, share }, index) => ({
            key: index,
            name: name[language],
            share,
            own: municipalities.includes(threshold.municipality),
          }))
        : [],
    districtMinimum,
    steps: periodsOf(definition),
    exclusions: exclusions.map(({ code, question, explanation }) => ({
      code,
      question: question[language],
      explanation: explanation[language],
    })),
    sources,
    keepYears: definition.keepData.years,
  };
}

export type StatuteView = ReturnType<typeof statuteOf>;

/** The legal periods in their order, those that the law knows; the extension is told with what it extends. */
function periodsOf({ windows, articles, keepData }: StatuteDefinition) {
  const days = (count: number | null) => (count === null ? null : { unit: "days" as const, count });
  const months = (count: number | null) => (count === null ? null : { unit: "months" as const, count });
  const years = (count: number | null) => (count === null ? null : { unit: "years" as const, count });
  const periods = {
    collect: "months" in windows.collect ? months(windows.collect.months) : days(windows.collect.days),
    "hand-in": days(windows.handInDays),
    "publish-list": days(windows.publishListDays),
    inspect: days(windows.inspectDays),
    objections: days(windows.objectionDays ?? null),
    shortfall: days(windows.shortfallDays),
    accept: months(windows.acceptMonths ?? null),
    introduce: days(windows.introduceDays),
    decide: years(windows.decideYears),
    extend: years(windows.extendYears),
    "delete-data": years(keepData.years),
  };
  return CALENDAR_STEPS.flatMap((step) => {
    const period = periods[step];
    return period ? [{ step, ...period, article: articles[step] ?? null }] : [];
  });
}
