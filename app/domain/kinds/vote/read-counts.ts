import type { Viewer } from "#app/domain/person/permissions.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Queryable } from "#db/client.ts";
import { listVoteCounts, listVoteEntries } from "#db/queries/votes.ts";
import type { PlaceCount } from "#db/tables/vote.ts";
import { ownCommission } from "./commission.ts";
import { countOf } from "./enter-counts.ts";
import { getVote } from "./read-vote.ts";
import { voteStateAt } from "./vote-state.ts";

/** What one of the two officers entered of a place. */
interface Entered {
  seat: number;
  name: string;
  own: boolean;
  count: PlaceCount;
}

/**
 * What the commission's officers see of a count: each place with what both entered. What the first entered is shown to
 * the second only after they entered it themselves, so that nobody copies it.
 *
 * @throws PortalError "not-permitted", "not-found"
 */
export async function readVoteCounts(
  db: Queryable,
  viewer: Viewer,
  directory: Directory,
  id: number,
  now: Date,
) {
  ownCommission(viewer, directory);
  const vote = await getVote(db, directory.space.id, id);
  const round = (vote.result_version ?? 0) + 1;
  const [counts, entries] = await Promise.all([listVoteCounts(db, id), listVoteEntries(db, id, round)]);
  const places = vote.definition.places.map(({ name, eligible }, index) => {
    const place = index + 1;
    const ofPlace = entries
      .filter((entry) => entry.place === place)
      .map(
        (entry): Entered => ({
          seat: entry.seat,
          name: entry.public_name,
          own: entry.person_id === viewer.personId,
          count: countOf(entry),
        }),
      );
    const confirmed = counts.find((one) => one.place === place && one.round === round);
    const published = counts.findLast((one) => one.place === place && one.round < round);
    const takesPart = ofPlace.some(({ own }) => own);
    return {
      place,
      name,
      eligible,
      confirmed: confirmed ? countOf(confirmed) : null,
      /** As the result that stands has it; null: there is none. */
      published: published ? countOf(published) : null,
      entered: ofPlace.length,
      entries: confirmed || takesPart ? ofPlace : [],
      mayEnter: !confirmed && (takesPart || ofPlace.length < 2),
    };
  });
  const under = places.filter(({ confirmed, entered }) => confirmed || entered > 0);
  return {
    id,
    state: voteStateAt(vote, now),
    round,
    places,
    /** All that is to be published is confirmed. */
    ready:
      under.some(({ confirmed }) => confirmed !== null) &&
      (round === 1 ? places : under).every(({ confirmed }) => confirmed !== null),
  };
}

export type VoteCountsView = Awaited<ReturnType<typeof readVoteCounts>>;
