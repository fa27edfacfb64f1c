import { z } from "zod";
import { startOfSeoulDay } from "#app/domain/calendar/dates.ts";
import { dayOfAddress } from "#app/domain/calendar/day-input.ts";
import { parseInput } from "#app/domain/input.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { type DutyNarrowing, KEPT } from "#db/queries/duties.ts";
import { DECISIONS } from "#db/tables/duty.ts";

/** The parameters that narrow the public list of duties; those after `district` speak of met ones alone. */
const DUTY_FILTERS = ["office", "district", "since", "kept", "decision", "first"] as const;
/**
 * Reads an address; what is left empty counts as not said.
 *
 * @returns what is asked for, and as it stands in the address
 * @throws PortalError "invalid-input" for a value that does not exist here
 */
export function narrowDuties(parameters: URLSearchParams, directory: Directory) {
  const said = Object.fromEntries(
    DUTY_FILTERS.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const among = (items: readonly { code: string }[]) =>
    z
      .string()
      .refine((code) => items.some((item) => item.code === code), { error: "unknown-choice" })
      .optional();
  const choice = <const T extends readonly [string, ...string[]]>(codes: T) =>
    z.enum(codes, { error: "unknown-choice" }).optional();
  const chosen = parseInput(
    z.object({
      office: among(directory.offices),
      district: among(directory.districts),
      since: dayOfAddress.optional(),
      kept: choice(KEPT),
      decision: choice(DECISIONS),
      first: choice(DECISIONS),
    }),
    said,
  );
  const { since, first, ...rest } = chosen;
  const narrowing: DutyNarrowing = {
    ...rest,
    firstDecision: first,
    metSince: since === undefined ? undefined : startOfSeoulDay(since),
  };
  return { narrowing, chosen };
}
