import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Of one connection. Browsers ask for one at a time, and so do proxies; a few are ahead for a moment when one leaves. */
const MOST_UNANSWERED = 4;

const unanswered = new WeakMap<Socket, number>();

/**
 * Ends a connection on which one asks ahead of what was answered. Node begins all requests that come in one piece, and
 * holds their answers until the ones before are taken: 4 kB of them were 3 MB of pages, for a reader who takes none.
 * A client has to be ready for it (RFC 9112, section 9.3.2).
 *
 * @returns whether it was ended; then there is nobody to answer
 */
export function endsAhead({ socket }: IncomingMessage, response: ServerResponse): boolean {
  if (socket.destroyed) return true;
  const waiting = (unanswered.get(socket) ?? 0) + 1;
  if (waiting > MOST_UNANSWERED) {
    socket.destroy();
    return true;
  }
  unanswered.set(socket, waiting);
  response.once("close", () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
  return false;
}
