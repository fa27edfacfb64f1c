import type { Request, RequestHandler, Response } from "express";
import onHeaders from "on-headers";
import type { Turns } from "#app/platform/dear-acts.ts";
import { networkOf } from "./network.ts";

const leaving = new WeakMap<Response, () => void>();

/**
 * Lets few GETs of one address be looked at at a time: who asks, for what, and whether that is refused, sent elsewhere or
 * a file. Even that, half a millisecond each, holds up everybody when an address asks for hundreds at once: whatever a
 * citizen does takes several rounds of the event loop, and each of them would do a piece of every one of these. What takes
 * long gives its place back first (`leaveTurn`): behind one address are the phones of a whole carrier. A write is not held
 * back: its body comes as slowly as its sender's line is.
 */
export function requestTurns(
  turns: Turns,
  refuse: (request: Request, response: Response) => unknown,
): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const leave = await turns.request.enter(networkOf(request.ip));
    if (!leave) return refuse(request, response);
    leaving.set(response, leave);
    onHeaders(response, () => leaveTurn(response));
    response.once("close", () => leaveTurn(response));
    // Its reader went while it waited.
    if (response.destroyed) leaveTurn(response);
    else next();
  };
}

/** Gives the place back, if it has one yet. */
export function leaveTurn(response: Response): void {
  leaving.get(response)?.();
  leaving.delete(response);
}
