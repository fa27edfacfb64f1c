import { listReplySources } from "#db/queries/search-sources/replies.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";

/** Replies as search reads them; where one stands is what it decided. */
export const readReplyDocuments: ReadDocuments = async (db, ids) =>
  (await listReplySources(db, ids)).map((source) => documentOf("reply", source, source.decision, "markdown"));
