import type { AppLoadContext } from "@remix-run/node";
import { countStream } from "#app/platform/count-stream.ts";
import type { Message } from "#app/platform/live.ts";
import { problemResponse } from "./api/problem.ts";

/** For whoever finds no room: places come free as readers close or leave their pages. */
const FULL_RETRY_SECONDS = 30;

/**
 * Server-sent events for everyone who is looking, or why there is no room for them.
 *
 * @param subscribe begins to listen; @returns how to stop
 */
export function liveStream(
  request: Request,
  { portal, address, language }: AppLoadContext,
  subscribe: (listener: (message: Message) => void) => () => void,
): Response {
  let end = () => {};
  const forget = portal.live.addStream(address, () => end());
  if (typeof forget === "string") {
    const refusal = forget === "address" ? "too-many-requests" : "unavailable";
    return problemResponse(refusal, language, { retryAfterSeconds: FULL_RETRY_SECONDS });
  }
  const stream = countStream(subscribe, forget);
  end = stream.end;
  // Whoever left while it was looked up what they listen to is not there to cancel it.
  if (request.signal.aborted) end();
  else request.signal.addEventListener("abort", end);
  return new Response(stream.events, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}
