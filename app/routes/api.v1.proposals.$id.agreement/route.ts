import { PortalError } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { type ApiCall, apiRoute } from "#app/doors/api/api-route.ts";
import { answer, matterOf, writes } from "#app/doors/api/operation.ts";
import { agree, takeAgreementBack } from "#app/doors/api/proposals.ts";

async function submit(call: ApiCall & { path: { id: string }; viewer: Viewer }, change: "add" | "remove") {
  const { context, viewer, now } = call;
  const matterId = await matterOf(call);
  const { personId } = viewer;
  const spaceId = context.directory.space.id;
  const asked = { spaceId, matterId, personId, kind: "proposal", change, at: now } as const;
  const outcome = await context.portal.supports.submit(asked);
  if (outcome.result === "refused") throw new PortalError(outcome.why);
  return { added: outcome.result === "added", body: { count: outcome.count, agreed: change === "add" } };
}

/** PUT: agrees (201 the first time, 200 after). DELETE: takes it back. Both may be said again without harm. */
const route = apiRoute({
  PUT: writes(agree, async (call) => {
    const { added, body } = await submit(call, "add");
    return answer(added ? 201 : 200, body);
  }),
  DELETE: writes(takeAgreementBack, async (call) => {
    const { body } = await submit(call, "remove");
    return answer(200, body);
  }),
});
export const loader = route.loader;
export const action = route.action;
