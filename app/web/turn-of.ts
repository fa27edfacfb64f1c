import type { Request } from "express";

/** Bodies above this come as slowly as their sender's line is. */
const LARGE_BODY_BYTES = 64 * 1024;

interface Asking {
  isRead: boolean;
  /** A person, or an address. */
  reader: string;
  /** They have a session. */
  isKnown: boolean;
}

/**
 * In whose turn a request goes: reads, writes and uploads of one person each have their own, so that a line that died in
 * the middle of an upload holds up no page. A write without a session has none: behind one address are the phones of a
 * whole carrier, and slow lines. Nor has what is answered while somebody waits for another server, at its pace.
 */
export function turnOf(
  request: Request,
  routeId: string | undefined,
  { isRead, reader, isKnown }: Asking,
): string | undefined {
  if (routeId?.startsWith("routes/auth.")) return undefined;
  if (isRead) return reader;
  if (!isKnown) return undefined;
  return Number(request.get("content-length") ?? 0) > LARGE_BODY_BYTES
    ? `${reader} uploads`
    : `${reader} writes`;
}
