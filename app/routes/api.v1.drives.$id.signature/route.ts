import { PortalError } from "#app/domain/errors.ts";
import { getDrive } from "#app/domain/kinds/drive/get-drive.ts";
import { signDrive, withdrawSignature } from "#app/domain/kinds/drive/sign.ts";
import { apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, writes, writesText } from "#app/doors/api/operation.ts";
import { sign, takeSignatureBack } from "#app/doors/api/signatures.ts";
import { requireFreshFor } from "#app/doors/fresh.ts";

/** PUT: signs (201; 200 for who has signed already). DELETE: takes it back, until the list is handed in. */
const route = apiRoute({
  PUT: writesText(sign, async (call) => {
    const { body, context, viewer, now } = call;
    await requireFreshFor(call, "sign", "/");
    const matterId = await matterOf(call);
    const { consent, textHash } = body;
    const { portal, address } = context;
    const spaceId = context.directory.space.id;
    const asked = {
      spaceId,
      matterId,
      personId: viewer.personId,
      consent,
      draftHash: textHash,
      address,
      at: now,
    };
    const outcome = await signDrive(portal.signing, asked);
    if (outcome.result === "signed")
      return answer(201, { count: outcome.count, signed: true, receipt: await outcome.receipt() });
    if (!outcome.reasons.some(({ code }) => code === "already-signed"))
      throw new PortalError("not-eligible", { reasons: outcome.reasons.map(({ code }) => code) });
    const drive = await getDrive(portal.db, spaceId, matterId);
    return answer(200, { count: drive.support_count, signed: true, receipt: null });
  }),
  DELETE: writes(takeSignatureBack, async (call) => {
    const { context, viewer, now } = call;
    const count = await withdrawSignature(
      context.portal.signing,
      context.directory.space.id,
      await matterOf(call),
      viewer.personId,
      now,
    );
    return answer(200, { count, signed: false, receipt: null });
  }),
});
export const loader = route.loader;
export const action = route.action;
