import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDriveWithLeaders } from "#app/domain/kinds/drive/get-drive.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage } from "#app/doors/page.ts";
import { makePoster } from "#app/platform/poster.ts";
import { posterOf } from "./drive-poster.server.ts";

/** A poster to print, with a code that leads to signing. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language, origin } = context;
  const id = idParam(params.id);
  const { drive, representatives } = await readPage(() =>
    getDriveWithLeaders(portal.db, directory.space.id, id),
  );
  const pdf = await makePoster(posterOf(drive, representatives, directory.space, origin, language));
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="drive-${id}-poster.pdf"`,
      "Cache-Control": "private, max-age=60",
    },
  });
}
