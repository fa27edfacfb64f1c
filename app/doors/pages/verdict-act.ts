import type { AppLoadContext } from "@remix-run/node";
import { giveVerdict, verdictSchema } from "#app/domain/duty/verdict.ts";
import { PortalError } from "#app/domain/errors.ts";
import { parseId, parseInput } from "#app/domain/input.ts";
import { type PageWrite, textFields } from "../page.ts";

/**
 * The buttons beside a reply on a matter's page: `verdict:yes`, with the duty's number.
 *
 * @returns whether the form asked for it
 * @throws PortalError "not-found", "invalid-input", "matter-not-open"
 */
export async function giveVerdictOn(
  { portal }: AppLoadContext,
  matterId: number,
  { viewer, form, now }: PageWrite,
): Promise<boolean> {
  const { intent = "", duty } = textFields(form);
  const [act, said] = intent.split(":");
  if (act !== "verdict") return false;
  const dutyId = parseId(duty);
  if (dutyId === undefined) throw new PortalError("not-found");
  const { verdict } = parseInput(verdictSchema, { verdict: said });
  await giveVerdict(portal.db, matterId, dutyId, viewer.personId, verdict, now);
  return true;
}
