import type { NewThreshold } from "#app/domain/threshold/write-thresholds.ts";
import {
  CALENDAR_STEPS,
  type CalendarStep,
  type Fraction,
  type FractionThreshold,
  type StatuteDefinition,
  statuteShape,
} from "#db/tables/statute-definition.ts";

/** What is wrong beyond the shape, in the words of `operator:statutes.fault`. */
export const STATUTE_FAULTS = [
  "twice",
  "more-than-whole",
  "must-grow",
  "first-lists",
  "must-be-listed",
  "unknown-target",
  "no-lowest-class",
  "above-act",
  "needs-hand-in",
  "needs-publish",
  "needs-inspect",
  "needs-decide",
  "nothing-accepts",
  "accepts-early",
  "no-next-number",
  "no-such-step",
  "needs-residents",
] as const;
type StatuteFaultCode = (typeof STATUTE_FAULTS)[number];
type Fault = (path: PropertyKey[], message: StatuteFaultCode) => void;

/** What a statute must be beyond its shape: its parts fit together, and every drive comes to an end. */
export const statuteSchema = statuteShape.superRefine((statute, context) => {
  const fault: Fault = (path, message) => context.addIssue({ code: "custom", path, message });
  checkWindows(statute, fault);
  checkNumbers(statute, fault);
  for (const key of ["requests", "targets", "exclusions"] as const) {
    const codes = statute[key].map((item) => item.code);
    if (new Set(codes).size < codes.length) fault([key], "twice");
  }
  const { threshold: asked, targets, visibility } = statute;
  if (asked.kind === "fixed") {
    if (visibility === "after-first-milestone" && asked.milestones[0]?.leads !== "listed")
      fault(["threshold", "milestones"], "first-lists");
    return;
  }
  if (visibility !== "listed") fault(["visibility"], "must-be-listed");
  const known = new Set(targets.map((target) => target.code));
  for (const [index, { target }] of asked.classes.entries())
    if (target !== undefined && !known.has(target))
      fault(["threshold", "classes", index, "target"], "unknown-target");
  const kinds = targets.length > 0 ? targets.map((target) => target.code) : [undefined];
  for (const target of kinds)
    if (!classFor(asked, 0, target)) fault(["threshold", "classes"], "no-lowest-class");
  const { ordinance } = asked;
  if (ordinance && ownClasses(asked).every(({ share }) => exceeds(ordinance.share, share)))
    fault(["threshold", "ordinance"], "above-act");
});

/** Each window beside the step that it follows on: one without the other would never come, or never end. */
function checkWindows({ windows, keepData, lastDays = {} }: StatuteDefinition, fault: Fault): void {
  const has = {
    handInDays: windows.handInDays !== null,
    publishListDays: windows.publishListDays !== null,
    inspectDays: windows.inspectDays !== null,
    objectionDays: typeof windows.objectionDays === "number",
    shortfallDays: windows.shortfallDays !== null,
    acceptMonths: typeof windows.acceptMonths === "number",
    introduceDays: windows.introduceDays !== null,
    decideYears: windows.decideYears !== null,
    extendYears: windows.extendYears !== null,
  };
  const needs = (window: keyof typeof has, other: keyof typeof has, code: StatuteFaultCode) => {
    if (has[window] && !has[other]) fault(["windows", window], code);
  };
  if (has.handInDays && !has.publishListDays) fault(["windows", "publishListDays"], "needs-publish");
  if (has.handInDays && !has.inspectDays) fault(["windows", "inspectDays"], "needs-inspect");
  for (const window of [
    "publishListDays",
    "inspectDays",
    "objectionDays",
    "shortfallDays",
    "acceptMonths",
  ] as const)
    needs(window, "handInDays", "needs-hand-in");
  needs("extendYears", "decideYears", "needs-decide");
  if (keepData.after === "handed-in" && !has.handInDays) fault(["keepData", "after"], "needs-hand-in");
  const exists: Record<CalendarStep, boolean> = {
    collect: true,
    "hand-in": has.handInDays,
    "publish-list": has.publishListDays,
    inspect: has.inspectDays,
    objections: has.objectionDays,
    shortfall: has.shortfallDays,
    accept: has.acceptMonths,
    introduce: has.introduceDays,
    decide: has.decideYears,
    extend: has.extendYears,
    // It ends on whatever day it ends.
    "delete-data": false,
  };
  for (const step of CALENDAR_STEPS)
    if (lastDays[step] && !exists[step]) fault(["lastDays", step], "no-such-step");
}

/** What brings a drive on from its numbers: a list that is handed in, or the last number itself. */
function checkNumbers({ threshold, windows, districtMinimum }: StatuteDefinition, fault: Fault): void {
  const handsIn = windows.handInDays !== null;
  if (threshold.kind === "fraction") {
    if (!handsIn) fault(["windows", "handInDays"], "needs-hand-in");
    return;
  }
  if (districtMinimum) fault(["districtMinimum"], "needs-residents");
  const last = threshold.milestones.length - 1;
  for (const [index, { leads, days }] of threshold.milestones.entries()) {
    const place = ["threshold", "milestones", index];
    if (leads === "accepted" && (handsIn || index < last)) fault([...place, "leads"], "accepts-early");
    if (index === last && leads !== "accepted" && !handsIn) fault([...place, "leads"], "nothing-accepts");
    if (index === last && days !== null) fault([...place, "days"], "no-next-number");
  }
}

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
