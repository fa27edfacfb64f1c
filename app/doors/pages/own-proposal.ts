import { type AppLoadContext, data } from "@remix-run/node";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import { readPage, requirePermission, requireViewer } from "#app/doors/page.ts";

/**
 * A proposal for its author's own pages.
 *
 * @throws the way to sign in, or a 403 page for anybody but the author
 */
export async function readOwnProposal(context: AppLoadContext, request: Request, id: number) {
  const viewer = requireViewer(context, request);
  requirePermission(viewer, "proposal.publish");
  const { portal, directory, language } = context;
  const reader = { personId: viewer.personId, language };
  const proposal = await readPage(() =>
    readProposal(portal.db, directory.space.id, id, reader, portal.clock.now()),
  );
  if (!proposal.reader.isAuthor) throw data({ code: "not-permitted" }, { status: 403 });
  return proposal;
}
