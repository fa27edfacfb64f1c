import type { LoaderFunctionArgs } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage } from "#app/doors/page.ts";
import { makePoster } from "#app/platform/poster.ts";
import { listRepresentatives } from "#db/queries/drive-lists.ts";
import { findDrive } from "#db/queries/drives.ts";
import { posterOf } from "./drive-poster.server.ts";

/** A poster to print, with a code that leads to signing. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const { portal, directory, language, origin } = context;
  const id = idParam(params.id);
  const { drive, representatives } = await readPage(async () => {
    const drive = await findDrive(portal.db, id);
    if (!drive) throw new PortalError("not-found");
    return { drive, representatives: await listRepresentatives(portal.db, id) };
  });
  const pdf = await makePoster(posterOf(drive, representatives, directory.space.name, origin, language));
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="drive-${id}-poster.pdf"`,
      "Cache-Control": "private, max-age=60",
    },
  });
}
