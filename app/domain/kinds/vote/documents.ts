import { listVoteSources } from "#db/queries/search-sources/votes.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";

export const readVoteDocuments: ReadDocuments = async (db, ids) => {
  const sources = await listVoteSources(db, ids);
  // Up to the end of its day it is ahead: who looks for it wants to know when.
  return sources.map((source) =>
    documentOf("vote", source, source.state === "open" ? "scheduled" : "closed", "markdown"),
  );
};
