import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { tidyName } from "#app/domain/quick-poll/name.ts";
import { findPoll } from "#app/domain/quick-poll/read-quick-poll.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { liveStream } from "#app/doors/live-stream.ts";

/** Server-sent events of how a one-touch poll stands, for everyone who is looking. */
export async function loader({ params, context, request }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language } = context;
  const name = tidyName(params.name ?? "");
  try {
    const { id } = await findPoll(portal.db, directory.space.id, name, portal.clock.now());
    return liveStream(request, context, {
      topic: `quick:${id}`,
      read: async () => (await portal.quickBoards.read(id)) ?? {},
    });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return problemResponse(error.code, language);
  }
}
