import type { LoaderFunctionArgs } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { matterParam } from "#app/doors/matter-param.ts";
import { readPage, readPageAs } from "#app/doors/page.ts";

/** One's own receipt as a file to keep, with everything that its proof needs but the ledger. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { params, context } = args;
  const id = await matterParam(args);
  return readPageAs(
    args,
    { permission: "signed-in", returnTo: `/drives/${params.id}/receipt` },
    async ({ viewer }) => {
      const receipt = await readPage(async () => {
        const own = await readOwnReceipt(
          context.portal.signing,
          context.directory.space.id,
          id,
          viewer.personId,
        );
        if (!own?.file) throw new PortalError("not-found");
        return own.file;
      });
      return new Response(`${JSON.stringify(receipt, null, 2)}\n`, {
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Content-Disposition": `attachment; filename="receipt-${id}.json"`,
          "Cache-Control": "private, no-store",
        },
      });
    },
  );
}
