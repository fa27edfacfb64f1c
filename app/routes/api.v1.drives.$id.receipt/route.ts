import { PortalError } from "#app/domain/errors.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { readOwnReceiptOperation } from "#app/doors/api/signatures.ts";

/** One's own receipt; its proof comes some seconds after the signature. */
const route = apiRoute({
  GET: reads(readOwnReceiptOperation, async (call) => {
    const { context } = call;
    const { portal, viewer } = context;
    if (!viewer) throw new PortalError("sign-in-needed");
    const receipt = await readOwnReceipt(
      portal.signing,
      context.directory.space.id,
      await matterOf(call),
      viewer.personId,
    );
    if (!receipt) throw new PortalError("not-found");
    const { note, leaf, signedAt, file } = receipt;
    return answer(200, { note, leaf, signedAt: signedAt.toISOString(), proof: file });
  }),
});
export const loader = route.loader;
export const action = route.action;
