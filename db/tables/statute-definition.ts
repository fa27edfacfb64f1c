import { z } from "zod";

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
    error: "more-than-whole",
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
          error: "must-grow",
        },
      )
      .refine((list) => new Set(list.map((item) => item.code)).size === list.length, {
        error: "twice",
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

export const statuteShape = z.strictObject({
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
  /**
   * A step's period whose last day is a day off ends with the next working day (Civil Act, article 161); `stays`: the
   * law of this step names another rule, and its last day stays. Left out: none does.
   */
  lastDays: z.partialRecord(z.enum(CALENDAR_STEPS), z.enum(["stays"])).optional(),
  /** How the vote is held that is asked for; left out: none is, or by a version from before this was data. */
  vote: z
    .strictObject({
      /** From the public notice, its own day not counted, nor days that an election pauses. */
      noticeDays: days,
      /** 1 is Monday. */
      weekday: z.number().int().min(1).max(7),
      /** Before an election's day, the last of its pause: no notice is given then, and no vote held. */
      electionDays: days,
      dayArticle: sentence,
      /** Before the voting day: who is on the register then may vote. */
      registerDays: days,
      registerArticle: sentence,
      /** So many of those who may vote must cast a ballot, or neither side is adopted. */
      turnout: fraction,
      /** More than half of the valid votes decide: that, and the turnout. */
      decisionArticle: sentence,
      /** How long nobody may decide otherwise. */
      bindingYears: years,
      bindingArticle: sentence,
      /** From the publication of the result, for whoever finds so many that sign. */
      objectionDays: days,
      objectionShare: fraction,
      /** With whom it is filed. */
      objectionOffice: localized,
      objectionArticle: sentence,
    })
    .optional(),
  pausesForElections: z.boolean(),
  certification: z.enum(["clerk", "none"]),
  visibility: z.enum(["listed", "after-first-milestone"]),
  exclusions: z.array(z.strictObject({ code, question: localized, explanation: localized })),
  /** Personal data of the signatures is deleted that long after the drive ended, or after its list was handed in. */
  keepData: z.strictObject({
    years: z.number().int().min(0).max(100),
    after: z.enum(["ended", "handed-in"]),
  }),
});

export type StatuteDefinition = z.output<typeof statuteShape>;
export type FractionThreshold = Extract<StatuteDefinition["threshold"], { kind: "fraction" }>;
export type VoteLaw = NonNullable<StatuteDefinition["vote"]>;
export type Fraction = z.output<typeof fraction>;
