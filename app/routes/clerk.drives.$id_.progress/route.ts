import type { LoaderFunctionArgs } from "@remix-run/node";
import { idParam } from "#app/doors/id-param.ts";
import { requirePermission, requireViewer } from "#app/doors/page.ts";
import { countPaper } from "#db/queries/paper.ts";

/** How many lines are entered, for the page that waits for a file to be read. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  requirePermission(requireViewer(context, request), "drive.paper");
  const { counted, doubtful, refused, superseded } = await countPaper(context.portal.db, idParam(params.id));
  return Response.json({ lines: counted + doubtful + refused + superseded });
}
