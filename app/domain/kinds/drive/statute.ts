import { z } from "zod";
import type { NewThreshold } from "#app/domain/threshold/write-thresholds.ts";

/**
 * A statutory drive as data: who may ask for what, how many must sign, by when what is done. Kinds differ by this
 * alone. A version is frozen once it was published, and a drive keeps the version it was applied for under.
 */
const code = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const sentence = z.string().trim().min(1).max(2_000);
const localized = z.strictObject({ ko: sentence, en: sentence, ja: sentence });
const count = z.number().int().min(1).max(100_000_000);
const days = z.number().int().min(1).max(3_650);
const years = z.number().int().min(1).max(100);
/** A part of a whole, such as 1/70. */
const fraction = z
  .strictObject({ numerator: count.default(1), denominator: count })
  .refine(({ numerator, denominator }) => numerator <= denominator, {
    error: "must not be more than the whole",
  });

/** `special`: the special city; `province`: metropolitan cities and provinces; `basic`: cities, counties, districts. */
const MUNICIPALITIES = ["special", "province", "basic"] as const;

const numberClass = z.strictObject({
  name: localized,
  municipalities: z.array(z.enum(MUNICIPALITIES)).min(1),
  /** Only for this one of `targets` (recall: the mayor, a council member); left out: for each. */
  target: code.optional(),
  /** Inhabitants from which the class holds; the one with the highest `from` that is reached applies. */
  from: z.number().int().min(0),
  share: fraction,
});

const threshold = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("fraction"),
    /** What this city is: it decides which classes are looked at. */
    municipality: z.enum(MUNICIPALITIES),
    classes: z.array(numberClass).min(1),
    /** What the city's own ordinance sets within the Act's number; null: the Act's number itself. */
    ordinance: z.strictObject({ share: fraction, article: sentence }).nullable().default(null),
    round: z.literal("up"),
    /** That names the number. Left out by versions from before it was asked for, as elsewhere below. */
    article: sentence.optional(),
  }),
  z.strictObject({
    kind: z.literal("fixed"),
    milestones: z
      .array(
        z.strictObject({
          code,
          name: localized,
          count,
          /** From reaching it, days to reach the next one; null: the window stays as it is. */
          days: days.nullable(),
          /** `listed`: from here the public finds it; `accepted`: it goes to who must deal with it. */
          leads: z.enum(["listed", "accepted", "nothing"]),
          article: sentence.optional(),
        }),
      )
      .min(1)
      .refine(
        (list) => list.every((item, index) => index === 0 || item.count > (list[index - 1]?.count ?? 0)),
        {
          error: "must grow from one to the next",
        },
      )
      .refine((list) => new Set(list.map((item) => item.code)).size === list.length, {
        error: "has a code twice",
      }),
  }),
]);

/** What the texts of an application are: `proposed` new ones, `current` ones to be repealed, `both` side by side. */
export const REQUEST_TEXTS = ["proposed", "current", "both", "none"] as const;

/** The steps that have a legal date, in their order. */
export const CALENDAR_STEPS = [
  "collect",
  "hand-in",
  "publish-list",
  "inspect",
  "objections",
  "shortfall",
  "accept",
  "introduce",
  "decide",
  "extend",
  "delete-data",
] as const;
export type CalendarStep = (typeof CALENDAR_STEPS)[number];

export const statuteSchema = z
  .strictObject({
    code,
    name: localized,
    summary: localized,
    /** The Act and the article that grants the right. */
    article: sentence,
    sources: z.array(z.strictObject({ article: sentence, url: z.url().nullable(), says: sentence })).min(1),
    subject: z.enum(["ordinance", "question", "official", "petition"]),
    requests: z.array(z.strictObject({ code, name: localized, text: z.enum(REQUEST_TEXTS) })).min(1),
    /** What the application can be aimed at, when the number depends on it; else empty. */
    targets: z.array(z.strictObject({ code, name: localized })).default([]),
    threshold,
    /** That many of the districts (a share of them) must each bring their own share of who may sign there. */
    districtMinimum: z.strictObject({ share: fraction, districts: fraction }).nullable().default(null),
    eligibility: z.strictObject({
      minAge: z.number().int().min(0).max(120),
      resident: z.boolean(),
      /** Years after permanent residence from which foreigners may sign; null: they may not. */
      foreignersAfterYears: z.number().int().min(0).max(100).nullable(),
      article: sentence.optional(),
    }),
    /** Null: the law knows no such step. Days do not count their first (Civil Act, articles 157, 159 to 161). */
    windows: z.strictObject({
      collect: z.union([
        z.strictObject({ months: z.number().int().min(1).max(120) }),
        z.strictObject({ days }),
      ]),
      handInDays: days.nullable(),
      publishListDays: days.nullable(),
      inspectDays: days.nullable(),
      /** From the end of the inspection until each objection must be decided. */
      objectionDays: days.nullable().optional(),
      shortfallDays: days.nullable(),
      /** From when nothing is in its way any more until the list must be accepted or dismissed. */
      acceptMonths: z.number().int().min(1).max(120).nullable().optional(),
      introduceDays: days.nullable(),
      decideYears: years.nullable(),
      extendYears: years.nullable(),
    }),
    /** The article that a date follows from. */
    articles: z.partialRecord(z.enum(CALENDAR_STEPS), sentence).default({}),
    pausesForElections: z.boolean(),
    certification: z.enum(["clerk", "none"]),
    visibility: z.enum(["listed", "after-first-milestone"]),
    exclusions: z.array(z.strictObject({ code, question: localized, explanation: localized })),
    /** Personal data of the signatures is deleted that long after the drive ended, or after its list was handed in. */
    keepData: z.strictObject({
      years: z.number().int().min(0).max(100),
      after: z.enum(["ended", "handed-in"]),
    }),
  })
  .superRefine((statute, context) => {
    const fault = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: "custom", path, message });
    for (const key of ["requests", "targets", "exclusions"] as const) {
      const codes = statute[key].map((item) => item.code);
      if (new Set(codes).size < codes.length) fault([key], "has a code twice");
    }
    const { threshold: asked, targets, visibility } = statute;
    if (asked.kind === "fixed") {
      if (visibility === "after-first-milestone" && asked.milestones[0]?.leads !== "listed")
        fault(["threshold", "milestones"], "the first one must lead to being listed");
      return;
    }
    if (visibility !== "listed")
      fault(["visibility"], "must be listed when a part of the residents is asked");
    const known = new Set(targets.map((target) => target.code));
    for (const [index, { target }] of asked.classes.entries())
      if (target !== undefined && !known.has(target))
        fault(["threshold", "classes", index, "target"], "is none of targets");
    const kinds = targets.length > 0 ? targets.map((target) => target.code) : [undefined];
    for (const target of kinds)
      if (!classFor(asked, 0, target))
        fault(["threshold", "classes"], `has none from 0 inhabitants (${target ?? "all"})`);
    const { ordinance } = asked;
    if (ordinance && ownClasses(asked).every(({ share }) => exceeds(ordinance.share, share)))
      fault(["threshold", "ordinance"], "asks for more than the Act allows");
  });

export type StatuteDefinition = z.output<typeof statuteSchema>;
export type FractionThreshold = Extract<StatuteDefinition["threshold"], { kind: "fraction" }>;
export type Fraction = z.output<typeof fraction>;

const ownClasses = (asked: FractionThreshold) =>
  asked.classes.filter(({ municipalities }) => municipalities.includes(asked.municipality));

const exceeds = (a: Fraction, b: Fraction) => a.numerator * b.denominator > b.numerator * a.denominator;

/** The class that holds for a city of so many inhabitants; undefined when the statute has none. */
function classFor(asked: FractionThreshold, inhabitants: number, target?: string) {
  return ownClasses(asked)
    .filter((item) => item.from <= inhabitants && (item.target === undefined || item.target === target))
    .sort((a, b) => b.from - a.from)
    .at(0);
}

export interface ElectorateFacts {
  /** Who may sign, as published for the last 31 December. */
  eligible: number;
  /** Inhabitants, by which the class is picked; null: `eligible` stands for them. */
  population: number | null;
  /** One of the statute's `targets`. */
  target?: string;
}

/** The number that is asked for and how it comes about; `share` null: the statute names the number itself. */
export interface Required {
  required: number;
  share: Fraction | null;
  /** The class's name, in the portal's languages. */
  className: StatuteDefinition["name"] | null;
  /** The article of the city's own ordinance, where that sets the share. */
  ordinance: string | null;
}

/**
 * How many must sign. A part of a person is a whole one: 305,154 / 70 = 4,359.3 asks for 4,360.
 *
 * @param electorate needed by statutes that ask for a part of the residents
 * @throws RangeError when the electorate is not known, or no class holds for the target
 */
export function requiredSignatures(statute: StatuteDefinition, electorate: ElectorateFacts | null): Required {
  const { threshold: asked } = statute;
  if (asked.kind === "fixed") {
    const last = asked.milestones.at(-1);
    if (!last) throw new RangeError("The statute has no milestone.");
    return { required: last.count, share: null, className: null, ordinance: null };
  }
  if (!electorate) throw new RangeError("How many may sign is not known for this city.");
  const found = classFor(asked, electorate.population ?? electorate.eligible, electorate.target);
  if (!found) throw new RangeError("The statute has no class for this city.");
  // The city's own ordinance may ask for less than the Act does, never for more.
  const own = asked.ordinance && !exceeds(asked.ordinance.share, found.share) ? asked.ordinance : null;
  const share = own?.share ?? found.share;
  const required = partOf(electorate.eligible, share);
  return { required, share, className: found.name, ordinance: own?.article ?? null };
}

/** A share of a number, rounded up, in whole numbers throughout: floating point would make 4,360.000…1 of 4,360. */
export function partOf(whole: number, { numerator, denominator }: Fraction): number {
  return Number((BigInt(whole) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));
}

/** The numbers on the way of a drive that is certified now, in their order. */
export function thresholdsOf(statute: StatuteDefinition, required: number): NewThreshold[] {
  const { threshold: asked, articles } = statute;
  if (asked.kind === "fraction") {
    const article = asked.ordinance?.article ?? asked.article ?? null;
    return [
      { code: "required", count: required, consequence: "nothing", owed_by: null, days: null, article },
    ];
  }
  return asked.milestones.map(({ code: name, count: number, days: next, leads, article }, index, all) => ({
    // Versions from before it was looked at can name two alike.
    code: all.findIndex((one) => one.code === name) === index ? name : `${name}-${index + 1}`,
    count: number,
    consequence: leads,
    owed_by: null,
    days: next,
    article: article ?? articles.collect ?? null,
  }));
}
