import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { listForumSources, listOpinionSources } from "#db/queries/search-sources/forums.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";

export const readForumDocuments: ReadDocuments = async (db, ids, now) => {
  const sources = await listForumSources(db, ids);
  return sources.map((source) =>
    documentOf("forum", source, matterStateAt(source, now) === "open" ? "open" : "closed", "text"),
  );
};

/** An opinion has no state of its own. */
export const readOpinionDocuments: ReadDocuments = async (db, ids) =>
  (await listOpinionSources(db, ids)).map((source) => documentOf("opinion", source, null, "text"));
