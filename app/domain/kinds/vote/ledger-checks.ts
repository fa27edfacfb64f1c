import type { LedgerCheck } from "#app/domain/ledger/fault.ts";
import { hashTexts } from "#app/domain/ledger/text-hash.ts";
import { listLines } from "#db/queries/events.ts";
import { listVoteResultsToCheck, listVotesToCheck } from "#db/queries/ledger-checks/votes.ts";

/** What a vote asks, and every version of what came of it, is what the lines speak of. */
const votes: LedgerCheck = async (db, spaceId) => {
  const [announced, published] = [
    await listLines(db, spaceId, "vote-announced"),
    await listLines(db, spaceId, "vote-published"),
  ];
  const spoken = new Map<string, { seq: number; matter: number | null; text: unknown; check: string }>();
  for (const { seq, matter_id, data } of announced)
    spoken.set(`${matter_id}`, { seq, matter: matter_id, text: data.text, check: "votes" });
  for (const { seq, matter_id, data } of published)
    spoken.set(`${matter_id}/${data.version}`, {
      seq,
      matter: matter_id,
      text: data.text,
      check: "vote-results",
    });
  const stored = [
    ...(await listVotesToCheck(db, spaceId)).map(({ id, definition }) => ({
      key: `${id}`,
      matter: id,
      check: "votes",
      text: hashTexts(definition),
    })),
    ...(await listVoteResultsToCheck(db, spaceId)).map(({ matter_id, version, result }) => ({
      key: `${matter_id}/${version}`,
      matter: matter_id,
      check: "vote-results",
      text: hashTexts(result),
    })),
  ];
  for (const { key, matter, check, text } of stored) {
    const line = spoken.get(key);
    spoken.delete(key);
    if (line?.text === text) continue;
    const what =
      check === "votes"
        ? "the vote does not ask what its line speaks of"
        : "the vote's result is not the one that its line speaks of";
    return { check, line: line?.seq ?? null, matter, says: `${what}, or has none` };
  }
  const [left] = spoken.values();
  if (!left) return undefined;
  const { seq, matter, check } = left;
  return { check, line: seq, matter, says: "the line speaks of a vote or a result that is not there" };
};

export const VOTE_LEDGER_CHECKS: readonly LedgerCheck[] = [votes];
