import { PortalError } from "#app/domain/errors.ts";
import { proofOfLeaf } from "#app/domain/kinds/drive/check-receipt.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, reads } from "#app/doors/api/operation.ts";
import { findReceipt } from "#app/doors/api/signatures.ts";

/**
 * Whether a receipt is in the ledger. Asked by its leaf hash, which says nothing of the receipt: whoever has the
 * receipt can make it, and nobody can make the receipt from it.
 */
const route = apiRoute({
  GET: reads(findReceipt, async ({ path, context }) => {
    const proof = await proofOfLeaf(
      context.portal.db,
      context.directory.space.id,
      Buffer.from(path.leaf, "hex"),
    );
    if (!proof) throw new PortalError("not-found");
    return answer(200, proof);
  }),
});
export const loader = route.loader;
export const action = route.action;
