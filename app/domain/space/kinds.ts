import type { OfficeKind, SpaceKind } from "#db/tables/space.ts";

export const SPACE_KINDS = [
  "city",
  "council",
  "apartment",
  "union",
  "company",
  "party",
  "association",
  "school",
] as const satisfies readonly SpaceKind[];

export const OFFICE_KINDS = [
  "department",
  "council",
  "mayor",
  "head",
  "moderation",
  "administration",
  "commission",
] as const satisfies readonly OfficeKind[];

/** Who leads a space; one at most. */
export const HEAD_KINDS: readonly OfficeKind[] = ["mayor", "head"];

/** Whether statutes are in force there: drives go by the law of local self-government, which no other space has. */
export const hasStatutes = (kind: SpaceKind): boolean => kind === "city" || kind === "council";
