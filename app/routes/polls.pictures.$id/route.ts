import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { isUuid } from "#app/domain/input.ts";
import { readPollPicture } from "#app/domain/kinds/poll/pictures.ts";
import { problemResponse } from "#app/doors/api/problem.ts";

/** A picture of a poll, as it was re-encoded; of one that is not approved yet for who writes or approves it. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  if (!isUuid(params.id)) return problemResponse("not-found", context.language);
  try {
    const { portal, directory, viewer } = context;
    const picture = await readPollPicture(portal.db, viewer, directory.space.id, params.id);
    return new Response(new Uint8Array(picture.bytes), {
      headers: {
        "Content-Type": picture.media_type,
        "Cache-Control": picture.approved_at ? "public, max-age=31536000, immutable" : "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, context.language);
    throw error;
  }
}
