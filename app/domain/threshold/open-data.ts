import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, id, text, time } from "#app/domain/open-data/fields.ts";
import { listThresholdRows } from "#db/queries/open-data.ts";

const schema = z.object({
  matter: id("The matter whose number it is."),
  code: code("Its code, once a matter."),
  count: id("At so many."),
  consequence: code("What follows."),
  days: count("That an office has, or that what follows lasts; null: it sets no date.").nullable(),
  article: text("Of the statute that names the number; null: the space's own rules do.").nullable(),
  reachedAt: time("When it was reached, at exactly that support; null: it was not.").nullable(),
});

/** The numbers that mean something, frozen with each matter. */
export const THRESHOLD_DATA = dataSet({
  name: "thresholds",
  schema,
  first: [0, ""] as const,
  keyOf: (row) => [row.matter, row.code] as const,
  async read(db, { spaceId }, after, limit) {
    const rows = await listThresholdRows(db, spaceId, after, limit);
    return rows.map((row) => ({
      matter: row.matter_id,
      code: row.code,
      count: row.count,
      consequence: row.consequence,
      days: row.days,
      article: row.article,
      reachedAt: row.reached_at?.toISOString() ?? null,
    }));
  },
});
