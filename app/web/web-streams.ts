import { createReadableStreamFromReadable } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/**
 * Between Express' request and answer and the ones of the Fetch standard. `@remix-run/express` does the same but
 * keeps the answer to itself, and the page cache has to see it.
 *
 * @param gone ends the work when its reader left; left out for a page that others may be waiting for too, and which is
 *   drawn whole even if this one asked for its head alone
 */
export function toWebRequest(request: ExpressRequest, url: URL, gone?: AbortSignal): Request {
  const method = gone ? request.method : "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
      headers.append(name, one);
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers,
    signal: gone,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: "half" as const } : {}),
  });
}

/** Aborted when the answer is through, or its reader left. */
export function goneSignal(response: ExpressResponse): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  response.on("close", () => gone.abort());
  return gone.signal;
}

/** Between two pieces of 64 kB that nobody wants: 6 MB a second, which few lines bring. */
const DISCARD_EACH_MS = 10;

/**
 * Lets go of what a route did not read of a body, once it is answered: left where it is, it would hold up a browser that
 * still sends it and has no eyes for the answer. Slowly: taken as fast as it comes, refused uploads of one sender were
 * a third of a core, and 200 MB of pieces that wait to be cleared away.
 */
export function discardRest(request: ExpressRequest): void {
  if (request.readableEnded || request.destroyed) return;
  request.removeAllListeners("data");
  request.on("data", () => {
    request.pause();
    setTimeout(() => request.resume(), DISCARD_EACH_MS);
  });
  request.resume();
}

/** A reader who took nothing for so long, with an answer waiting, is not there any more. */
const STALLED_MS = 60_000;

/**
 * Sends an answer at its reader's speed: no further piece is asked for before the last one went out, and a reader who
 * left, or takes nothing, ends the work, whoever made it.
 */
export async function sendWebResponse(
  response: ExpressResponse,
  answer: Response,
  stalledMs = STALLED_MS,
): Promise<void> {
  const begin = () => {
    response.status(answer.status);
    for (const [name, value] of answer.headers) response.append(name, value);
  };
  if (!answer.body) {
    begin();
    response.end();
    return;
  }
  const isStream = answer.headers.get("Content-Type")?.startsWith("text/event-stream");
  if (isStream) {
    begin();
    response.flushHeaders();
  }
  const reader = answer.body.getReader();
  let left = response.destroyed;
  let goOn = () => {};
  // One listener for all: the compression in between hands on only the adding of one, not the taking away.
  response.on("drain", () => goOn());
  response.once("close", () => {
    left = true;
    goOn();
    reader.cancel().catch(() => undefined); // also ends the reading that waits below
  });
  if (left) return reader.cancel();
  let piece = await reader.read();
  // Not before: what fails ahead of its first piece is answered as an error, by somebody who has yet said nothing.
  if (!isStream) begin();
  for (; !piece.done; piece = await reader.read()) {
    // Who left while this was read: no drain and no close would come any more to wait for.
    if (left) return;
    if (response.write(piece.value)) continue;
    const stalled = setTimeout(() => response.destroy(), stalledMs);
    await new Promise<void>((drained) => {
      goOn = drained;
    });
    clearTimeout(stalled);
    if (left) return;
  }
  response.end();
}
