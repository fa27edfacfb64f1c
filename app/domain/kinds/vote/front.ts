import type { Reading } from "#app/domain/kinds/kind.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { listVotesAhead } from "#db/queries/votes.ts";
import { summaryOf, type VoteSummary } from "./summary.ts";

const SHOWN = 2;

/** The votes that are ahead. */
export async function readFrontVotes(
  db: Queryable,
  _directory: Directory,
  { spaceId, language, now }: Reading,
): Promise<VoteSummary[]> {
  const votes = await listVotesAhead(db, spaceId, now, SHOWN);
  return votes.map((vote) => summaryOf(vote, language, now));
}
