import { matterStateAt } from "#app/domain/matter/matter-state.ts";
import { dialectOf } from "#app/platform/markdown.ts";
import { listProposalSources } from "#db/queries/search-sources/proposals.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";
import { proposalStage } from "./stage.ts";

export const readProposalDocuments: ReadDocuments = async (db, ids, now) => {
  const sources = await listProposalSources(db, ids);
  return sources.flatMap((source) => {
    const stage = proposalStage(matterStateAt(source, now), source);
    return stage === "withdrawn" ? [] : [documentOf("proposal", source, stage, dialectOf(source.source))];
  });
};
