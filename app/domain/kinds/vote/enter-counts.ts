import { z } from "zod";
import { PortalError } from "#app/domain/errors.ts";
import { parseInput } from "#app/domain/input.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Tx } from "#db/client.ts";
import {
  findVote,
  insertSeat,
  insertVoteCount,
  insertVoteEntry,
  listSeats,
  listVoteCounts,
  listVoteEntries,
  lockVote,
  type VoteRow,
} from "#db/queries/votes.ts";
import type { PlaceCount } from "#db/tables/vote.ts";
import { inTransaction } from "#db/transaction.ts";
import { ownCommission } from "./commission.ts";
import type { VoteWriting } from "./vote-drafts.ts";
import { voteStateAt } from "./vote-state.ts";

const figure = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required", abort: true })
  .regex(/^(\d{1,7}|\d{1,3}(,\d{3}){1,2})$/, { error: "not-a-number", abort: true })
  .transform((typed) => Number(typed.replaceAll(",", "")));

/** What an officer enters of a place: every ballot is for a side, or invalid. */
export const countSchema = z
  .object({ ballots: figure, first: figure, second: figure, invalid: figure })
  .superRefine(({ ballots, first, second, invalid }, context) => {
    const sum = first + second + invalid;
    if (ballots !== sum)
      context.addIssue({ code: "custom", path: ["ballots"], message: "not-the-sum", params: { sum } });
  });

/**
 * Takes a vote for who works on its figures, alone until the transaction ends.
 *
 * @returns with the version that its next result has
 * @throws PortalError "not-found"; "not-yet" before its polling places have closed
 */
export async function voteToCount(
  tx: Tx,
  { directory, now }: Pick<VoteWriting, "directory" | "now">,
  id: number,
): Promise<{ vote: VoteRow; round: number }> {
  const round = await lockVote(tx, id);
  const vote = await findVote(tx, directory.space.id, id);
  if (!vote || round === undefined) throw new PortalError("not-found");
  const state = voteStateAt(vote, now);
  if (state === "announced" || state === "voting") throw new PortalError("not-yet");
  return { vote, round };
}

/** Versions of a result, each with figures of its own (vote_seat). */
export const MOST_RESULTS = 20;

const sameCount = (a: PlaceCount, b: PlaceCount) =>
  a.ballots === b.ballots && a.first === b.first && a.second === b.second && a.invalid === b.invalid;

/** A row's figures by the names that the rest of the house has for them. */
export const countOf = (row: {
  ballots: number;
  for_first: number;
  for_second: number;
  invalid: number;
}): PlaceCount => ({
  ballots: row.ballots,
  first: row.for_first,
  second: row.for_second,
  invalid: row.invalid,
});

/**
 * Enters what was counted at a polling place. Two officers enter it, each by themselves: the first two who come; where
 * they entered the same it is confirmed, else both are shown both, and either may enter theirs again. Before the result is
 * published it is of the first version, after that of the next: a correction.
 *
 * What an officer sends once more is once.
 *
 * @returns whether it is confirmed by that
 * @throws PortalError "not-permitted", also for a third officer; "not-found", "not-yet"; "invalid-input";
 *   "changed-meanwhile" of what is confirmed; "records-full"
 */
export async function enterCount(
  { db, directory, viewer, now }: VoteWriting,
  id: number,
  place: number,
  typed: unknown,
): Promise<boolean> {
  ownCommission(viewer, directory);
  const spaceId = directory.space.id;
  const count = parseInput(countSchema, typed);
  return inTransaction(db, async (tx) => {
    const { vote, round } = await voteToCount(tx, { directory, now }, id);
    const eligible = vote.definition.places[place - 1]?.eligible;
    if (eligible === undefined) throw new PortalError("not-found");
    if (count.ballots > eligible)
      throw new PortalError("invalid-input", {
        faults: [{ field: "ballots", code: "above-eligible", values: { eligible } }],
      });
    if (round > MOST_RESULTS) throw new PortalError("records-full");
    const entries = (await listVoteEntries(tx, id, round)).filter((one) => one.place === place);
    const own = entries.find(({ person_id }) => person_id === viewer.personId);
    const isAgain = own !== undefined && sameCount(countOf(own), count);
    const counts = await listVoteCounts(tx, id);
    if (counts.some((one) => one.place === place && one.round === round)) {
      if (isAgain) return true;
      throw new PortalError("changed-meanwhile");
    }
    if (isAgain) return false;
    const at = { matter_id: id, place, round };
    const seat = await takeSeat(tx, at, viewer.personId);
    if (!(await insertVoteEntry(tx, { ...at, seat, eligible, entered_at: now }, count)))
      throw new PortalError("records-full");
    const other = entries.find((one) => one.seat !== seat);
    const same = other !== undefined && sameCount(countOf(other), count);
    const line = { spaceId, matterId: id, at: now };
    const lines: LedgerEntry[] = [{ ...line, kind: "vote-entered", data: { place, round, seat } }];
    if (same) {
      await insertVoteCount(tx, { ...at, eligible, confirmed_at: now }, count);
      const data = { place, round, ballots: count.ballots, text: hashTexts(count) };
      lines.push({ ...line, kind: "vote-counted", data });
    }
    await appendToLedger(tx, lines);
    return same;
  });
}

/** The seat of who enters a place: their own, or the next that is free. @throws PortalError "not-permitted" for a third */
async function takeSeat(
  tx: Tx,
  at: { matter_id: number; place: number; round: number },
  personId: number,
): Promise<number> {
  const taken = await listSeats(tx, at);
  const own = taken.find(({ person_id }) => person_id === personId);
  if (own) return own.seat;
  if (taken.length === 2) throw new PortalError("not-permitted");
  const seat = taken.length + 1;
  await insertSeat(tx, { ...at, seat, person_id: personId });
  return seat;
}
