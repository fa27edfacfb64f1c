import type { Fault, LedgerCheck } from "#app/domain/ledger/fault.ts";
import { hashPictures, hashTexts } from "#app/domain/ledger/text-hash.ts";
import type { Queryable } from "#db/client.ts";
import { findHeadOf, listDrawNumbers, listDrawsToCheck } from "#db/queries/draws.ts";
import { listLines } from "#db/queries/events.ts";
import { listCorrectionsToCheck, listPollsToCheck } from "#db/queries/ledger-checks/polls.ts";
import { drawWinners } from "./draw.ts";

const fault = (check: string, line: number | null, matter: number | null, says: string): Fault => ({
  check,
  line,
  matter,
  says,
});

/** What is asked, and what came of it, is what the lines speak of. */
const polls: LedgerCheck = async (db, spaceId) => {
  const rows = await listPollsToCheck(db, spaceId);
  const approved = await lineOf(db, spaceId, "poll-approved");
  const closed = await lineOf(db, spaceId, "poll-closed");
  // Lines of before have nothing of pictures, up to the first that does.
  const [picturesSince] = [...approved.values()].flatMap(({ seq, data }) =>
    "pictures" in data ? [seq] : [],
  );
  for (const { id, definition, shown, counted_at, pictures } of rows) {
    const asked = approved.get(id);
    if (!asked || asked.text !== hashTexts(definition))
      return fault(
        "polls",
        asked?.seq ?? null,
        id,
        "the poll does not ask what its line speaks of, or has none",
      );
    const isOlder = !("pictures" in asked.data) && !(picturesSince && asked.seq > picturesSince);
    if (!isOlder && asked.data.pictures !== hashPictures(pictures ?? []))
      return fault("poll-pictures", asked.seq, id, "the poll's pictures are not those that were approved");
    const result = closed.get(id);
    if (counted_at === null || !shown) {
      if (result) return fault("poll-results", result.seq, id, "the poll has no result, and a line of one");
    } else if (!result || result.text !== hashTexts(shown))
      return fault(
        "poll-results",
        result?.seq ?? null,
        id,
        "the poll's result is not the one that its line speaks of, or has none",
      );
  }
  const known = new Set(rows.map(({ id }) => id));
  for (const [id, { seq }] of [...approved, ...closed])
    if (!known.has(id)) return fault("polls", seq, id, "the line speaks of a poll that is not there");
  return undefined;
};

const corrections: LedgerCheck = async (db, spaceId) => {
  const rows = await listCorrectionsToCheck(db, spaceId);
  const lines = await listLines(db, spaceId, "poll-corrected");
  const textOf = new Map(rows.map((row) => [`${row.matter_id}/${row.position}`, hashTexts(row.body)]));
  for (const { seq, matter_id, data } of lines) {
    const key = `${matter_id}/${data.correction}`;
    if (textOf.get(key) !== data.text)
      return fault("poll-corrections", seq, matter_id, "a correction is not the one that its line speaks of");
    textOf.delete(key);
  }
  const [left] = textOf.keys();
  if (left === undefined) return undefined;
  return fault("poll-corrections", null, Number(left.split("/")[0]), "a correction has no line");
};

/** What gifts are drawn among is what was fixed; and by the first signed head after that, the winners are these. */
const draws: LedgerCheck = async (db, spaceId) => {
  const rows = await listDrawsToCheck(db, spaceId);
  const fixed = await lineOf(db, spaceId, "draw-fixed");
  const drawn = await lineOf(db, spaceId, "drawn");
  for (const { id, winners, size, drawn: won } of rows) {
    const numbers = await listDrawNumbers(db, id);
    const line = fixed.get(id);
    if (!line || line.text !== hashTexts(numbers) || Number(line.data.winners) !== winners)
      return fault("draws", line?.seq ?? null, id, "gifts are not drawn among the numbers of their line");
    const result = drawn.get(id);
    if (won === null && !result) continue;
    const head = await findHeadOf(db, spaceId, line.seq);
    const again = head && drawWinners(head.root, id, numbers, winners);
    const same = again && size === head.size && hashTexts(again) === hashTexts(won ?? []);
    if (!same || !result || result.text !== hashTexts(again) || Number(result.data.size) !== size)
      return fault(
        "draws",
        result?.seq ?? null,
        id,
        "the winners are others than the first signed head after the numbers were fixed gives, or have no line",
      );
  }
  const known = new Set(rows.map(({ id }) => id));
  for (const [id, { seq }] of [...fixed, ...drawn])
    if (!known.has(id)) return fault("draws", seq, id, "the line speaks of a draw that is not there");
  return undefined;
};

type OnePerPoll = "poll-approved" | "poll-closed" | "draw-fixed" | "drawn";

async function lineOf(db: Queryable, spaceId: number, kind: OnePerPoll) {
  const lines = await listLines(db, spaceId, kind);
  return new Map(
    lines.flatMap(({ seq, matter_id, data }) =>
      matter_id === null ? [] : [[matter_id, { seq, text: String(data.text), data }] as const],
    ),
  );
}

export const POLL_LEDGER_CHECKS: readonly LedgerCheck[] = [polls, corrections, draws];
