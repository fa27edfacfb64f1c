import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Queryable } from "#db/client.ts";
import { listSupportedBy } from "#db/queries/matter-lists.ts";
import { listProposalsOf } from "#db/queries/proposal-lists.ts";
import { type ProposalSummary, summarise } from "./summaries.ts";

export interface OwnProposals {
  written: ProposalSummary[];
  supported: ProposalSummary[];
}

/** What a person wrote in a space and what they stand behind there, latest first. */
export async function readOwnProposals(
  db: Queryable,
  personId: number,
  { spaceId, language, now }: Reading,
  limit: number,
): Promise<OwnProposals> {
  const [written, supported] = await Promise.all([
    listProposalsOf(db, spaceId, personId, language, limit),
    listSupportedBy(db, spaceId, personId, "proposal", language, limit),
  ]);
  return { written: await summarise(db, written, now), supported: await summarise(db, supported, now) };
}
