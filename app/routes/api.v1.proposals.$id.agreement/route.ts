import { PortalError } from "#app/domain/errors.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";
import { type ApiCall, apiRoute, idOf, json } from "#app/doors/api/api-route.ts";

/** PUT: agrees (201 the first time, 200 after). DELETE: takes it back. Both may be said again without harm. */
async function submit(
  { params, context, viewer, now }: ApiCall & { viewer: Viewer },
  change: "add" | "remove",
) {
  const outcome = await context.portal.supports.submit({
    spaceId: context.directory.space.id,
    matterId: idOf(params),
    personId: viewer.personId,
    kind: "proposal",
    change,
    at: now,
  });
  if (outcome.result === "refused") throw new PortalError(outcome.why);
  return json({ count: outcome.count, agreed: change === "add" }, outcome.result === "added" ? 201 : 200);
}

const route = apiRoute({
  PUT: { permission: "proposal.support", limit: "touch", handle: (call) => submit(call, "add") },
  DELETE: { permission: "proposal.support", limit: "touch", handle: (call) => submit(call, "remove") },
});
export const loader = route.loader;
export const action = route.action;
