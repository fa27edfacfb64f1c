import { z } from "zod";
import { dataSet } from "#app/domain/open-data/data-set.ts";
import { code, count, degrees, id, MATTER_FIELDS, text, time } from "#app/domain/open-data/fields.ts";
import { placeColumns } from "#app/domain/place/point.ts";
import { listMattersByIds } from "#db/queries/matter-lists.ts";
import { listMatterRows } from "#db/queries/open-data.ts";
import { summarise } from "./summaries.ts";

const schema = z.object({
  ...MATTER_FIELDS,
  body: text("In the safe subset of Markdown."),
  language: text("The language that it was written in."),
  state: code("`closed` by its date.", ["open", "closed"]),
  stage: code("Where it stands in its journey; `awaiting`: an office owes a reply."),
  publishedAt: time("When it was put before everybody."),
  closesAt: time("Agreements are taken up to here."),
  agreements: count("Verified people, each once."),
  nextThreshold: count("The next number ahead; null: none.").nullable(),
  forum: id("The forum about it; null: none.").nullable(),
  source: text("The portal that it was imported from; null: it was made here.").nullable(),
  importedCount: count("As that portal counted: never verified people.").nullable(),
  lon: degrees(
    "Longitude (WGS 84) of where it is about, rounded to about 50 m; null: no place was marked.",
  ).nullable(),
  lat: degrees("Its latitude.").nullable(),
});

/** Proposals, by whom is not said. */
export const PROPOSAL_DATA = dataSet({
  name: "proposals",
  schema,
  first: 0,
  keyOf: (row) => row.id,
  async read(db, { spaceId, now }, after, limit) {
    const rows = await listMatterRows(db, spaceId, "proposal", after, limit);
    const ids = rows.map((row) => row.id);
    const listed = ids.length === 0 ? [] : await listMattersByIds(db, spaceId, ids, "ko");
    const summaries = new Map((await summarise(db, listed, now)).map((summary) => [summary.id, summary]));
    return rows.flatMap(({ id: number, title, body, language }) => {
      const summary = summaries.get(number);
      if (!summary) return [];
      return [
        {
          ...summary,
          title,
          body,
          language,
          publishedAt: summary.openedAt,
          agreements: summary.supportCount,
          forum: summary.forumId,
          ...placeColumns(summary.place),
        },
      ];
    });
  },
});
