import { PortalError } from "#app/domain/errors.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { apiRoute, idOf, json } from "#app/doors/api/api-route.ts";

/** One's own receipt; its proof comes some seconds after the signature. */
const route = apiRoute({
  GET: {
    permission: "drive.sign",
    async handle({ params, context }) {
      const { portal, directory, viewer } = context;
      if (!viewer) throw new PortalError("sign-in-needed");
      const receipt = await readOwnReceipt(portal.signing, directory.space.id, idOf(params), viewer.personId);
      if (!receipt) throw new PortalError("not-found");
      const { note, signedAt, file } = receipt;
      return json({ note, signedAt: signedAt.toISOString(), proof: file });
    },
  },
});
export const loader = route.loader;
export const action = route.action;
