import type { AppLoadContext } from "@remix-run/node";
import { PortalError } from "#app/domain/errors.ts";
import { readProposal } from "#app/domain/kinds/proposal/read-proposal.ts";
import type { Viewer } from "#app/domain/person/permissions.ts";

/**
 * A proposal for its author's own pages.
 *
 * @throws PortalError "not-found"; "not-permitted" for anybody but the author
 */
export async function readOwnProposal(
  { portal, directory, language }: AppLoadContext,
  { viewer, now }: { viewer: Viewer; now: Date },
  id: number,
) {
  const proposal = await readProposal(
    portal.db,
    directory.space.id,
    id,
    { personId: viewer.personId, language },
    now,
  );
  if (!proposal.reader.isAuthor) throw new PortalError("not-permitted");
  return proposal;
}
