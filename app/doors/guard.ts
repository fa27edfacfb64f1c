import type { AppLoadContext } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { type Action, mayAnywhere, type Viewer } from "#app/domain/person/permissions.ts";
import type { DearAct } from "#app/platform/dear-acts.ts";
import type { LimitName } from "#app/platform/rate-limits.ts";

/** Who is let through a door: who may do something, or everybody who is signed in, for what is their own. */
export type Permission = Action | "signed-in";

/**
 * Who asks, when they may, at least in an office of their own: the door does not know yet whose the thing is. The
 * domain, which does, asks again.
 *
 * @throws PortalError "sign-in-needed", "not-permitted"
 */
export function permittedViewer({ viewer, directory }: AppLoadContext, permission: Permission): Viewer {
  if (!viewer) throw new PortalError("sign-in-needed");
  if (permission !== "signed-in" && !mayAnywhere(viewer, permission, directory.space.id))
    throw new PortalError("not-permitted");
  return viewer;
}

/** Takes a write from what a person and their address may do. @throws PortalError "too-many-requests" */
export async function takeLimits(context: AppLoadContext, viewer: Viewer, limit: LimitName): Promise<void> {
  // The person first: what their own limit refuses is not taken from all who share their address.
  await takeLimit(context, limit, String(viewer.personId));
  await takeLimit(context, "address", context.address);
}

/** All that limits and turns ask about who asks, and where. */
interface Asking extends Pick<AppLoadContext, "viewer" | "address"> {
  portal: Pick<AppLoadContext["portal"], "limits" | "dear" | "log">;
}

/** Takes once from one limit, or what it weighs. @throws PortalError "too-many-requests" */
export async function takeLimit(
  { portal }: { portal: Pick<Asking["portal"], "limits"> },
  limit: LimitName,
  key: string,
  points?: number,
): Promise<void> {
  const wait = await portal.limits.take(limit, key, points);
  if (wait !== undefined) throw new PortalError("too-many-requests", { retryAfterSeconds: wait });
}

/** When a place among those who wait is likely to be free. */
const BUSY_RETRY_SECONDS = 10;

/**
 * Does what is dear in its turn.
 *
 * @param key who asks for it
 * @throws PortalError "unavailable" when too many wait already, or the turn did not come in time
 */
export async function inTurn<T>(
  { portal }: { portal: Pick<Asking["portal"], "dear"> },
  act: DearAct,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const leave = await enterInTurn(portal, act, key);
  try {
    return await work();
  } finally {
    leave();
  }
}

/**
 * The same for what is done while its reader takes it: the turn is over when the stream is, on whichever side it ends.
 *
 * @throws PortalError as `inTurn`
 */
export async function streamInTurn<T extends { stream: ReadableStream<Uint8Array> }>(
  { portal }: AppLoadContext,
  act: DearAct,
  key: string,
  begin: () => Promise<T>,
): Promise<T> {
  const leave = await enterInTurn(portal, act, key);
  try {
    const begun = await begin();
    return { ...begun, stream: endTelling(begun.stream, leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

async function enterInTurn(
  portal: Pick<Asking["portal"], "dear">,
  act: DearAct,
  key: string,
): Promise<() => void> {
  const leave = await portal.dear[act].enter(key);
  if (!leave) throw new PortalError("unavailable", { retryAfterSeconds: BUSY_RETRY_SECONDS });
  return leave;
}

/** @param ended called once */
function endTelling(stream: ReadableStream<Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  reader.closed.then(ended, ended);
  return new ReadableStream(
    {
      async pull(controller) {
        const piece = await reader.read();
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/**
 * Draws a PDF, or a picture for messengers, as often as its reader may have one drawn, in turn.
 *
 * @throws PortalError "too-many-requests", "unavailable"
 */
export async function drawPaper(
  context: Asking,
  draw: () => Promise<Buffer>,
  act: "paper" | "share-picture" = "paper",
): Promise<Buffer> {
  const { viewer, address } = context;
  const key = viewer ? `person ${viewer.personId}` : address;
  await takeLimit(context, act, key);
  try {
    return await inTurn(context, act, key, draw);
  } catch (error) {
    if (isPortalError(error)) throw error;
    context.portal.log.error({ err: error }, `a ${act} was not drawn`);
    throw new PortalError("unavailable", { retryAfterSeconds: BUSY_RETRY_SECONDS });
  }
}
