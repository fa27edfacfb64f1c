import { PortalError } from "#app/domain/errors.ts";
import { parseInput, text } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { said } from "#app/domain/said-schema.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { insertVoteResult, listVoteCounts, listVoteEntries } from "#db/queries/votes.ts";
import type { VoteResult } from "#db/tables/vote.ts";
import { inTransaction } from "#db/transaction.ts";
import { ownCommission } from "./commission.ts";
import { addCounts, decideOutcome } from "./decide-outcome.ts";
import { countOf, MOST_RESULTS, voteToCount } from "./enter-counts.ts";
import type { VoteWriting } from "./vote-drafts.ts";

const reasonSchema = said({ min: 10, max: 1_000 }, text);

/**
 * Publishes what came of a vote: the first time when two officers entered each place alike, later when what was corrected
 * was entered so too. Every version stays.
 *
 * @param typed for a correction, why: `{ko, en?, ja?}`
 * @returns the version
 * @throws PortalError "not-permitted", "not-found", "not-yet"; "not-ready" while a place is not confirmed, or nothing was
 *   corrected; "invalid-input"
 */
export async function publishVoteResult(
  { db, directory, viewer, now }: VoteWriting,
  id: number,
  typed?: unknown,
): Promise<number> {
  ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  return inTransaction(db, async (tx) => {
    const { vote, round } = await voteToCount(tx, { directory, now }, id);
    const [counts, entries] = [await listVoteCounts(tx, id), await listVoteEntries(tx, id, round)];
    const confirmed = new Set(counts.filter((one) => one.round === round).map(({ place }) => place));
    const entered =
      round === 1 ? vote.definition.places.map((_, index) => index + 1) : entries.map(({ place }) => place);
    if (round > MOST_RESULTS || confirmed.size === 0 || !entered.every((place) => confirmed.has(place)))
      throw new PortalError("not-ready");
    const reason = round === 1 ? null : parseInput(reasonSchema, typed, (path) => ["reason", ...path]);
    // A place that was corrected has a row of a later round after its first.
    const latest = new Map(counts.map((row) => [row.place, { place: row.place, ...countOf(row) }]));
    const places = [...latest.values()];
    const sum = addCounts(places);
    const { vote: law } = vote.statute;
    if (!law) throw new Error("The law of a vote says nothing of votes.");
    const { outcome } = decideOutcome(law, vote.eligible, sum);
    const result: VoteResult = { ...sum, eligible: vote.eligible, outcome, places };
    await insertVoteResult(tx, {
      matter_id: id,
      version: round,
      result,
      reason,
      published_by: viewer.personId,
      published_at: now,
    });
    await noteSearchChanges(tx, [{ kind: "vote", id }]);
    const { ballots, eligible } = result;
    const data = { version: round, outcome, ballots, eligible, text: hashTexts(result) };
    await appendToLedger(tx, [{ spaceId, matterId: id, kind: "vote-published", at: now, data }]);
    return round;
  });
}
