import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, MATTER_FIELDS, text, time } from "#app/domain/open-data/fields.ts";
import { listMatterRows } from "#db/queries/open-data.ts";
import { listVotesByIds } from "#db/queries/votes.ts";
import { VOTE_STATES, voteStateAt } from "./vote-state.ts";

const schema = z.object({
  ...MATTER_FIELDS,
  question: text("What is asked, as it was written."),
  state: code("By its day, and then by its result.", VOTE_STATES),
  opensAt: time("When polling places open."),
  closesAt: time("When they close."),
  eligible: count("Who may vote."),
  ballots: count("Ballots that were cast; null: they are not counted.").nullable(),
  first: count("For the first side: for it, or the first of two choices.").nullable(),
  second: count("For the second side: against it, or the second of two choices.").nullable(),
  invalid: count("Invalid ballots.").nullable(),
  outcome: code("What was adopted.", ["first", "second", "neither"]).nullable(),
  version: count("Of the result: more than one where it was corrected.").nullable(),
});

/** Residents' votes with what came of them; by polling place on their pages. */
export const VOTE_DATA = dataSet({
  name: "votes",
  schema,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId, now }, after, limit) {
    const rows = await listMatterRows(db, spaceId, "vote", after, limit);
    const ids = rows.map((row) => row.id);
    const votes = ids.length === 0 ? [] : await listVotesByIds(db, spaceId, ids);
    const byId = new Map(votes.map((vote) => [vote.id, vote]));
    return rows.flatMap((row) => {
      const vote = byId.get(row.id);
      if (!vote) return [];
      const { result } = vote;
      return [
        {
          ...row,
          question: row.body,
          state: voteStateAt(vote, now),
          opensAt: row.opens_at.toISOString(),
          closesAt: row.closes_at.toISOString(),
          eligible: vote.eligible,
          ballots: result?.ballots ?? null,
          first: result?.first ?? null,
          second: result?.second ?? null,
          invalid: result?.invalid ?? null,
          outcome: result?.outcome ?? null,
          version: vote.result_version,
        },
      ];
    });
  },
});
