import type { AppLoadContext } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { drawPaper } from "#app/doors/guard.ts";
import type { SharePicture } from "#app/platform/share-picture.ts";
import { versionOf } from "./shared-as.ts";

/** Some minutes, in seconds: what changed has another address by then, and what was taken back is gone. */
const KEPT_SECONDS = 600;

/**
 * A picture for messengers: drawn once for all that stands on it, however it is asked for.
 *
 * @param read throws PortalError "not-found" also for what not everybody may find
 */
export async function pictureAnswer(
  request: Request,
  context: AppLoadContext,
  read: () => Promise<SharePicture>,
): Promise<Response> {
  const { portal, language } = context;
  try {
    const picture = await read();
    const etag = `"${versionOf(picture)}"`;
    const headers = {
      ETag: etag,
      "Cache-Control": `public, max-age=${KEPT_SECONDS}`,
      Vary: "Accept-Language",
      // Whoever shows it may do with it is look.
      "Cross-Origin-Resource-Policy": "cross-origin",
    };
    const known = request.headers.get("If-None-Match")?.split(",") ?? [];
    if (known.some((one) => one.trim().replace(/^W\//, "") === etag))
      return new Response(null, { status: 304, headers });
    const png = await portal.keptPictures.get(picture, () =>
      drawPaper(context, () => portal.papers.sharePicture(picture), "share-picture"),
    );
    return new Response(new Uint8Array(png), { headers: { ...headers, "Content-Type": "image/png" } });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language, error.details);
    throw error;
  }
}

/** What an address asks for: "12" of "12.png"; undefined: it is no picture's. */
export const pictureName = (asked: string | undefined): string | undefined =>
  /^(.+)\.png$/.exec(asked ?? "")?.[1];
