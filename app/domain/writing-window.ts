import { PortalError } from "./errors.ts";
import { isUuid } from "./input.ts";

/**
 * A window that somebody writes in. What it saved itself it may go on from, even if the answer was lost; what another
 * saved since it began, it must not write over.
 */
export interface WritingWindow {
  tab: string;
  /** The version that it began with, 0: there was none. */
  seen: number;
}

/**
 * The window as its form says it; undefined: a page of the version before, which does not.
 *
 * @throws PortalError "bad-request" for what no form of ours sends
 */
export function writingWindow({
  tab,
  version,
}: {
  tab?: unknown;
  version?: unknown;
}): WritingWindow | undefined {
  if (tab === undefined && version === undefined) return undefined;
  if (typeof tab !== "string" || !isUuid(tab) || !/^\d{1,9}$/.test(String(version)))
    throw new PortalError("bad-request");
  return { tab, seen: Number(version) };
}
