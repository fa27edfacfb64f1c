import { PortalError } from "#app/domain/errors.ts";
import { recordedBy } from "#app/domain/kinds/drive/batch-times.ts";
import { readOwnReceipt } from "#app/domain/kinds/drive/check-receipt.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, reads } from "#app/doors/api/operation.ts";
import { readOwnReceiptOperation } from "#app/doors/api/signatures.ts";

/** One's own receipt; its proof comes within the hour. */
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
    const { note, leaf, signedOn, file } = receipt;
    const waits = file === null ? recordedBy(portal.clock.now()).toISOString() : null;
    return answer(200, { note, leaf, signedOn, recordedBy: waits, proof: file });
  }),
});
export const loader = route.loader;
export const action = route.action;
