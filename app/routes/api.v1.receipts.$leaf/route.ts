import { PortalError } from "#app/domain/errors.ts";
import { proofOfLeaf } from "#app/domain/kinds/drive/check-receipt.ts";
import { apiRoute, json } from "#app/doors/api/api-route.ts";

/**
 * Whether a receipt is in the ledger. Asked by its leaf hash, which says nothing of the receipt: whoever has the
 * receipt can make it, and nobody can make the receipt from it.
 */
const route = apiRoute({
  GET: {
    permission: "public",
    async handle({ params, context }) {
      const leaf = params.leaf ?? "";
      if (!/^[0-9a-f]{64}$/.test(leaf)) throw new PortalError("not-found");
      const proof = await proofOfLeaf(
        context.portal.db,
        context.directory.space.id,
        Buffer.from(leaf, "hex"),
      );
      if (!proof) throw new PortalError("not-found");
      const { recordedAt: _, ...place } = proof;
      return json(place);
    },
  },
});
export const loader = route.loader;
export const action = route.action;
