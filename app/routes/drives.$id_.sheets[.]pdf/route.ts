import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDriveToCollect } from "#app/domain/kinds/drive/get-drive.ts";
import { MOST_SHEETS } from "#app/domain/kinds/drive/paper-line.ts";
import { matterPath } from "#app/domain/matter/address.ts";
import { may } from "#app/domain/person/permissions.ts";
import { spacePath } from "#app/domain/space/address.ts";
import { drawPaper } from "#app/doors/guard.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPageAs } from "#app/doors/page.ts";
import { sheetsOf } from "./drive-sheets.server.ts";

const MOST_AT_ONCE = 50;

/** Sheets to print, numbered from `from`: for those who may collect, and the clerk. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { request, context } = args;
  return readPageAs(args, { permission: "signed-in" }, async ({ viewer }) => {
    const { portal, language, origin } = context;
    const { space } = context.directory;
    const id = await matterParam(args);
    const query = new URL(request.url).searchParams;
    const numberOf = (name: string, standard: number, most: number) => {
      const value = query.get(name);
      return value !== null && /^[1-9]\d{0,5}$/.test(value) ? Math.min(Number(value), most) : standard;
    };
    const who = { personId: viewer.personId, isClerk: may(viewer, "drive.paper", { space: space.id }) };
    const drive = await getDriveToCollect(portal.db, space.id, id, who);
    const count = numberOf("count", 10, MOST_AT_ONCE);
    const first = numberOf("from", 1, MOST_SHEETS - count);
    const url = origin + spacePath(space.prefix, matterPath("drive", drive.address));
    const sheets = sheetsOf(drive, url, language, { first, count });
    const pdf = await drawPaper(context, () => portal.papers.sheets(sheets));
    return new Response(new Uint8Array(pdf), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Disposition": `inline; filename="drive-${id}-sheets.pdf"`,
        "Cache-Control": "private, no-store",
      },
    });
  });
}
