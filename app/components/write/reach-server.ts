import type { SerializeFrom } from "@remix-run/node";
import { isRouteErrorResponse } from "@remix-run/react";

/** What a page gets from an action that {@link reachServer} ran. */
export type Reached<Action> = SerializeFrom<Action> | { unreachable: true };

/**
 * Runs a form's action; a server that cannot be reached is an answer too, and not an error page in the place of what
 * was typed. The status keeps Remix from loading the page anew, which could not be reached either; it takes one from a
 * Response only.
 */
export async function reachServer<T>(serverAction: () => Promise<T>) {
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response || isRouteErrorResponse(error)) throw error;
    return Response.json({ unreachable: true }, { status: 503 });
  }
}
