import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, MATTER_FIELDS, time } from "#app/domain/open-data/fields.ts";
import { listMatterRows } from "#db/queries/open-data.ts";
import { listPollsByIds } from "#db/queries/polls.ts";
import { POLL_PURPOSES, POLL_RESULTS } from "#db/tables/poll-definition.ts";
import { questionsOf } from "./definition.ts";
import { pollStateAt } from "./poll-state.ts";

const schema = z.object({
  ...MATTER_FIELDS,
  purpose: code("`mock`: for trying out, counts nothing.", POLL_PURPOSES),
  office: code("Who asks: a code of the space."),
  state: code("By its dates.", ["scheduled", "open", "closed"]),
  opensAt: time("From when on one can take part."),
  closesAt: time("Ballots are taken up to here."),
  results: code(
    "While it is open, or once it is counted: `/api/v1/polls/{id}/results` has them.",
    POLL_RESULTS,
  ),
  questions: count("How many are asked."),
  participants: count("Holders that took part, each once."),
});

/** Polls with how many took part. What was chosen is in the results, which say it of no fewer than five. */
export const POLL_DATA = dataSet({
  name: "polls",
  schema,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId, now }, after, limit) {
    const rows = await listMatterRows(db, spaceId, "poll", after, limit);
    const ids = rows.map((row) => row.id);
    const polls = ids.length === 0 ? [] : await listPollsByIds(db, spaceId, ids);
    const byId = new Map(polls.map((poll) => [poll.id, poll]));
    return rows.flatMap((row) => {
      const poll = byId.get(row.id);
      if (!poll) return [];
      return [
        {
          ...row,
          purpose: poll.purpose,
          office: poll.office_code,
          state: pollStateAt(row, now),
          opensAt: row.opens_at.toISOString(),
          closesAt: row.closes_at.toISOString(),
          results: poll.results,
          questions: questionsOf(poll.definition).length,
          participants: row.support_count,
        },
      ];
    });
  },
});
