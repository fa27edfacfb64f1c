import type { LoaderFunctionArgs } from "@remix-run/node";
import { isPortalError } from "#app/domain/errors.ts";
import { getDriveWithLeaders } from "#app/domain/kinds/drive/get-drive.ts";
import { problemResponse } from "#app/doors/api/problem.ts";
import { drawPaper } from "#app/doors/guard.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { posterOf } from "./drive-poster.server.ts";

/** A poster to print, with a code that leads to signing: drawn once a drive and language, until what it says changes. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { context } = args;
  const { portal, directory, language, origin } = context;
  const id = await matterParam(args);
  const { drive, representatives } = await readPage(() =>
    getDriveWithLeaders(portal.db, directory.space.id, id),
  );
  const poster = posterOf(drive, representatives, directory.space, origin, language);
  try {
    const pdf = await portal.keptPapers.get(poster, () =>
      drawPaper(context, () => portal.papers.poster(poster)),
    );
    return new Response(new Uint8Array(pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="drive-${id}-poster.pdf"`,
        "Cache-Control": "private, max-age=60",
      },
    });
  } catch (error) {
    if (isPortalError(error)) return problemResponse(error.code, language, error.details);
    throw error;
  }
}
