import type { IncomingMessage, ServerResponse } from "node:http";
import { type Encoding, encodingOf, type KeptAnswer } from "./kept-answer.ts";
import { makeRoomForPolicy } from "./security-headers.ts";

/** Sends an answer for everybody, encoded as its reader takes it; to who has it already, that it is still the same. */
export async function sendKept(
  request: IncomingMessage,
  response: ServerResponse,
  kept: KeptAnswer,
): Promise<void> {
  if (isSame(request, kept)) return sendSame(response, kept);
  const encoding = encodingFor(request, kept);
  const body = await kept.body(encoding);
  if (!response.destroyed) sendBody(response, kept, body, encoding);
}

/** The same without waiting. @returns false when there was something to wait for, and nothing was sent */
export function sendKeptNow(request: IncomingMessage, response: ServerResponse, kept: KeptAnswer): boolean {
  const same = isSame(request, kept);
  const encoding = encodingFor(request, kept);
  const body = same ? undefined : kept.body(encoding);
  if (body instanceof Promise) return false;
  if (body === undefined) sendSame(response, kept);
  else sendBody(response, kept, body, encoding);
  return true;
}

const encodingFor = ({ headers }: IncomingMessage, { encodable }: KeptAnswer) =>
  encodable ? encodingOf(headers["accept-encoding"]) : undefined;

/** Whether its reader kept the same one (RFC 9110, 13.1.2). */
function isSame({ headers }: IncomingMessage, { status, etag }: KeptAnswer): boolean {
  const known = headers["if-none-match"];
  return status === 200 && known !== undefined && known.split(",").some((one) => one.trim() === etag);
}

function sendSame(response: ServerResponse, { headers }: KeptAnswer): void {
  response.statusCode = 304;
  makeRoomForPolicy(response, headers);
  for (const name of ["ETag", "Cache-Control", "Vary"]) response.setHeader(name, headers.get(name) ?? "");
  // No policy: the page that the reader kept goes with the one that it came with.
  response.removeHeader("Content-Security-Policy");
  response.end();
}

function sendBody(
  response: ServerResponse,
  { status, headers }: KeptAnswer,
  body: Buffer,
  encoding: Encoding | undefined,
): void {
  response.statusCode = status;
  makeRoomForPolicy(response, headers);
  for (const [name, value] of headers) {
    if (name === "set-cookie") response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (encoding) response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
