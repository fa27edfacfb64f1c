import type { AppLoadContext } from "@remix-run/node";
import { VOTE_COST } from "#app/platform/rate-limits.ts";
import { takeLimit } from "./guard.ts";

/**
 * The device that a vote comes from, told by its cookie, or a new one. Taken from what its address may do before anything
 * is read: of who comes as somebody new each time, sooner.
 *
 * @returns with the Set-Cookie header that it comes back with, for the answer of a vote that was taken
 * @throws PortalError "too-many-requests"
 */
export async function votingDevice(
  request: Request,
  context: AppLoadContext,
): Promise<{ device: string; cookie: string }> {
  const { devices } = context.portal;
  const known = devices.find(request.headers.get("Cookie"));
  await takeLimit(context, "vote", context.address, known === undefined ? VOTE_COST.new : VOTE_COST.known);
  const device = known ?? devices.create();
  return { device, cookie: devices.cookieOf(device) };
}
