import type { LoaderFunctionArgs } from "@remix-run/node";
import { readOwnData } from "#app/domain/views/own-data.ts";
import { requireFresh } from "#app/doors/fresh.ts";
import { takeLimits } from "#app/doors/guard.ts";
import { readPageAs } from "#app/doors/page.ts";

/** Everything that is stored of a person, as a file for them. */
export function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { context } = args;
  return readPageAs(args, { permission: "signed-in", returnTo: "/me/data" }, async ({ viewer, now }) => {
    await requireFresh(args, "/me/data");
    await takeLimits(context, viewer, "own-data");
    const data = await readOwnData(context.portal.signing, viewer.personId, now);
    return new Response(`${JSON.stringify(data, null, 2)}\n`, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": 'attachment; filename="gonggam-my-data.json"',
        "Cache-Control": "private, no-store",
      },
    });
  });
}
