import type { LoaderFunctionArgs } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { idParam } from "#app/doors/id-param.ts";
import { readPage, requireViewer } from "#app/doors/page.ts";

/** One's own receipt as a file to keep, with everything that its proof needs but the ledger. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const id = idParam(params.id);
  const viewer = requireViewer(context, request, `/drives/${id}/receipt`);
  const { portal, directory } = context;
  const receipt = await readPage(async () => {
    const own = await readOwnReceipt(portal.signing, directory.space.id, id, viewer.personId);
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
}
