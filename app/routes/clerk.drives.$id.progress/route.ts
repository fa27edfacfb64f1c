import type { LoaderFunctionArgs } from "@remix-run/node";
import { countEntered } from "#app/domain/kinds/drive/read-paper.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPageAs } from "#app/doors/page.ts";

/** How many lines are entered, for the page that waits for a file to be read. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { params, context } = args;
  return readPageAs(args, { permission: "drive.paper" }, async () =>
    Response.json({
      lines: await countEntered(context.portal.db, context.directory.space.id, idParam(params.id)),
    }),
  );
}
