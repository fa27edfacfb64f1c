import { createReadableStreamFromReadable, writeReadableStreamToWritable } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/**
 * Between Express' request and answer and the ones of the Fetch standard. `@remix-run/express` does the same but
 * keeps the answer to itself, and the page cache has to see it.
 *
 * @param gone ends the work when its reader left; left out for what others may be waiting for too
 */
export function toWebRequest(request: ExpressRequest, url: URL, gone?: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
      headers.append(name, one);
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(url, {
    method: request.method,
    headers,
    signal: gone,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: "half" as const } : {}),
  });
}

/** Aborted when the answer is through, or its reader left. */
export function goneSignal(response: ExpressResponse): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  return gone.signal;
}

export async function sendWebResponse(response: ExpressResponse, answer: Response): Promise<void> {
  response.status(answer.status);
  for (const [name, value] of answer.headers) response.append(name, value);
  if (answer.headers.get("Content-Type")?.startsWith("text/event-stream")) response.flushHeaders();
  if (answer.body) await writeReadableStreamToWritable(answer.body, response);
  else response.end();
}
