import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { isUuid } from "#app/domain/input.ts";
import { readPicture } from "#app/domain/kinds/proposal/drafts.ts";
import { problemResponse } from "#app/doors/api/problem.ts";

/** A proposal's picture, as it was re-encoded; a draft's only for its writer. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  if (!isUuid(params.id)) return problemResponse("not-found", context.language);
  try {
    const { portal, directory, viewer } = context;
    const picture = await readPicture(portal.db, directory.space.id, params.id, viewer?.personId);
    const published = picture.matter_id !== null;
    return new Response(new Uint8Array(picture.bytes), {
      headers: {
        "Content-Type": picture.media_type,
        "Cache-Control": published ? "public, max-age=31536000, immutable" : "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, context.language);
    throw error;
  }
}
