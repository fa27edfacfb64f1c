import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, MATTER_FIELDS, time } from "#app/domain/open-data/fields.ts";
import { listMatterRows } from "#db/queries/open-data.ts";
import { summariesOf } from "./browse-drives.ts";

const schema = z.object({
  ...MATTER_FIELDS,
  kind: code("The statute that it is made under."),
  state: code("Where it is on its way by law."),
  stage: code("The same, in the stages that lists show."),
  signatures: count("That count now, online and on paper."),
  required: count("That the law asks for."),
  certifiedAt: time("When the council certified who leads it."),
  closesAt: time("The last moment for signing; once that is over, when it was."),
  decidedAt: time("When the council decided; null: it did not.").nullable(),
});

/** Drives with their counts, nothing about who signed. */
export const DRIVE_DATA = dataSet({
  name: "drives",
  schema,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId }, after, limit) {
    const rows = await listMatterRows(db, spaceId, "drive", after, limit);
    const summaries = await summariesOf(
      db,
      spaceId,
      rows.map((row) => row.id),
      "ko",
    );
    return rows.flatMap(({ id, title, district }) => {
      const summary = summaries.get(id);
      if (!summary) return [];
      return [
        {
          ...summary,
          title,
          district,
          signatures: summary.supportCount,
          closesAt: summary.collectUntil,
        },
      ];
    });
  },
});
