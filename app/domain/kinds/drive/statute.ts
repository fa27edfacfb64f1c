import type { NewThreshold } from "#app/domain/threshold/write-thresholds.ts";
import {
  type Fraction,
  type FractionThreshold,
  type StatuteDefinition,
  statuteShape,
} from "#db/tables/statute-definition.ts";

/** What a statute must be beyond its shape: its parts fit together. */
export const statuteSchema = statuteShape.superRefine((statute, context) => {
  const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
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
  if (visibility !== "listed") fault(["visibility"], "must be listed when a part of the residents is asked");
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
