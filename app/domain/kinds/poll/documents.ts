import { listPollSources } from "#db/queries/search-sources/polls.ts";
import { documentOf, type ReadDocuments } from "#search/documents.ts";
import { type PollState, pollStateAt } from "./poll-state.ts";

const STATES = { scheduled: "scheduled", open: "voting", closed: "closed" } as const satisfies Record<
  Exclude<PollState, "withdrawn">,
  string
>;

export const readPollDocuments: ReadDocuments = async (db, ids, now) => {
  const sources = await listPollSources(db, ids);
  return sources.flatMap((source) => {
    const state = pollStateAt(source, now);
    return state === "withdrawn" ? [] : [documentOf("poll", source, STATES[state], "markdown")];
  });
};
