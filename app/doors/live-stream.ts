import type { AppLoadContext } from "@remix-run/node";
import { countStream } from "#app/platform/count-stream.ts";
import type { Message, Topic } from "#app/platform/live.ts";
import { problemResponse } from "./api/problem.ts";

/** For whoever finds no room: places come free as readers close or leave their pages. */
const FULL_RETRY_SECONDS = 30;

interface Told {
  topic: Topic;
  /** How it stands, for who begins to listen. */
  read(): Promise<Message>;
}

/** Server-sent events for everyone who is looking, or why there is no room for them. */
export function liveStream(
  request: Request,
  { portal, address, language }: AppLoadContext,
  { topic, read }: Told,
): Response {
  let end = () => {};
  const ended = portal.live.addStream(address, () => end());
  if (typeof ended === "string") {
    const refusal = ended === "address" ? "too-many-requests" : "unavailable";
    return problemResponse(refusal, language, { retryAfterSeconds: FULL_RETRY_SECONDS });
  }
  const stream = countStream({
    subscribe: (listener, missed) => portal.live.subscribe(topic, listener, missed),
    read: () => portal.live.read(topic, read),
    ended,
  });
  end = stream.end;
  // Whoever left while it was looked up what they listen to is not there to cancel it.
  if (request.signal.aborted) end();
  else request.signal.addEventListener("abort", end);
  return new Response(stream.events, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}
