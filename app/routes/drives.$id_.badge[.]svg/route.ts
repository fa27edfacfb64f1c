import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage } from "#app/doors/page.ts";
import { badgeSvg } from "./drive-badge.server.ts";

/** How far a drive has come, for other websites to show as a picture. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { context } = args;
  const { portal, directory, language } = context;
  const id = await matterParam(args);
  const drive = await readPage(() => getDrive(portal.db, directory.space.id, id));
  const { title, definition, support_count: count, required } = drive;
  return new Response(badgeSvg({ title, kindName: definition.name[language], count, required }, language), {
    headers: {
      "Content-Type": "image/svg+xml; charset=utf-8",
      // Pages that show it are not ours; what they may do with it is look.
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Cache-Control": "public, max-age=60",
      Vary: "Accept-Language",
    },
  });
}
