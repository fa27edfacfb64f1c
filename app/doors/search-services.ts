import { type AppLoadContext, data } from "@remix-run/node";
import { isPortalError, PortalError } from "#app/domain/errors.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import type { FoundTitle } from "#app/domain/views/search-items.ts";
import type { SearchServices } from "#app/domain/views/search-public.ts";
import { COST } from "#app/platform/rate-limits.ts";

/** What a search needs, from what a route is given. */
export function searchServices({ portal, directory, language }: AppLoadContext): SearchServices {
  return {
    db: portal.db,
    engine: portal.search.ask,
    words: portal.search.words,
    spaceId: directory.space.id,
    language,
    now: portal.clock.now(),
  };
}

/**
 * Reading is open to everyone, but a search costs more than a page.
 *
 * @throws PortalError "too-many-requests"
 */
export async function takeSearchLimit({ portal, address, viewer }: AppLoadContext): Promise<void> {
  const wait =
    (await portal.limits.take("search", address)) ??
    (await portal.limits.take("work", viewer ? `person ${viewer.personId}` : address, COST.search));
  if (wait !== undefined) throw new PortalError("too-many-requests", { retryAfterSeconds: wait });
}

/** Runs a loader's search; what is refused becomes the page that says which parameter, or how long to wait. */
export async function readSearch<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPortalError(error)) throw error;
    const { code, status, details } = error;
    const headers = new Headers();
    if (details.retryAfterSeconds !== undefined)
      headers.set("Retry-After", String(details.retryAfterSeconds));
    throw data({ code, ...details }, { status, headers });
  }
}

/** The address of what was found, on the page of its matter. */
export function addressOfFound({ kind, id, matter }: Pick<FoundTitle, "kind" | "id" | "matter">): string {
  const page = matterPath(matter.kind, matter.id);
  return kind === "opinion" || kind === "reply" ? `${page}#${kind}-${id}` : page;
}
