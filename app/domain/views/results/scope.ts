import { z } from "zod";
import { dayNumber, dayOf, seoulDay, startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { parseInput } from "#app/domain/input.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { RANGES, type Scope } from "./ranges.ts";

/**
 * Reads an address: `range`, `district`; what is left empty counts as not said.
 *
 * @throws PortalError "invalid-input" for a range or a district that there is not
 */
export function parseScope(parameters: URLSearchParams, { districts }: Directory, now: Date): Scope {
  const said = (name: string) => parameters.get(name) || undefined;
  const { range, district = null } = parseInput(
    z.object({
      range: z.enum(RANGES, { error: "unknown-choice" }).default(RANGES[0]),
      district: z
        .string()
        .refine((code) => districts.some((one) => one.code === code), { error: "unknown-choice" })
        .optional(),
    }),
    { range: said("range"), district: said("district") },
  );
  return { range, district, since: range === "all" ? null : firstDayOf(Number(range), now) };
}

/** The first of so many days, of which today is the last. */
const firstDayOf = (days: number, now: Date) => dayOf(dayNumber(seoulDay(now)) - days + 1);

/** When a scope begins; null: it has no beginning. */
export const beginOf = ({ since }: Scope): Date | null =>
  (since === null ? undefined : startOfSeoulDay(since)) ?? null;
