import type { LoaderFunctionArgs } from "@remix-run/node";
import { countEntered } from "#app/domain/kinds/drive/read-paper.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage, requirePermission, requireViewer } from "#app/doors/page.ts";

/** How many lines are entered, for the page that waits for a file to be read. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  requirePermission(requireViewer(context, request), "drive.paper");
  const { portal, directory } = context;
  const id = idParam(params.id);
  return Response.json({ lines: await readPage(() => countEntered(portal.db, directory.space.id, id)) });
}
