import { z } from "zod";
import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, id, MATTER_FIELDS, time } from "#app/domain/open-data/fields.ts";
import { listForumCounts } from "#db/queries/forums.ts";
import { listMatterRows } from "#db/queries/open-data.ts";

const schema = z.object({
  ...MATTER_FIELDS,
  proposal: id("The proposal that it is about."),
  state: code("`closed` by its date.", ["open", "closed"]),
  opensAt: time("When it opened."),
  closesAt: time("Opinions are taken up to here."),
  participants: count("People with an opinion there, each once."),
  for: count("Of them."),
  against: count("Of them."),
  other: count("Of them."),
  nextThreshold: count("The next number ahead; null: none.").nullable(),
});

/** Forums with their counts. What people said there is read there, where they may still change it. */
export const FORUM_DATA = dataSet({
  name: "forums",
  schema,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId, now }, after, limit) {
    const rows = await listMatterRows(db, spaceId, "forum", after, limit);
    const counts = new Map(
      (
        await listForumCounts(
          db,
          rows.map((row) => row.id),
        )
      ).map((forum) => [forum.matter_id, forum]),
    );
    return rows.flatMap((row) => {
      const forum = counts.get(row.id);
      if (!forum) return [];
      return [
        {
          ...row,
          proposal: forum.proposal_id,
          state: matterStateAt(row, now),
          opensAt: row.opens_at.toISOString(),
          closesAt: row.closes_at.toISOString(),
          participants: row.support_count,
          for: forum.for_count,
          against: forum.against_count,
          other: forum.other_count,
          nextThreshold: row.next_threshold,
        },
      ];
    });
  },
});
