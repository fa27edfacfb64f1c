import type { Request, RequestHandler, Response } from "express";
import onHeaders from "on-headers";
import type { Turns } from "#app/platform/dear-acts.ts";
import { networkOf } from "./network.ts";

/**
 * Lets few GETs of one address go on at a time, until their answer begins: what is sent then goes at its reader's speed.
 * Even refusals and redirects, half a millisecond each, hold up everybody when an address asks for hundreds at once:
 * whatever a citizen does takes several rounds of the event loop, and each of them would do a piece of every one of these.
 * A write is not held back: its body comes as slowly as its sender's line is.
 */
export function requestTurns(
  turns: Turns,
  refuse: (request: Request, response: Response) => unknown,
): RequestHandler {
  return async (request, response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const leave = await turns.request.enter(networkOf(request.ip));
    if (!leave) return refuse(request, response);
    let left = false;
    const leaveOnce = () => {
      if (!left) leave();
      left = true;
    };
    onHeaders(response, leaveOnce);
    response.once("close", leaveOnce);
    // Its reader went while it waited.
    if (response.destroyed) leaveOnce();
    else next();
  };
}
