import type { Queryable } from "../../client.ts";

/** A space's votes as their lines must say them. */
export const listVotesToCheck = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("vote")
    .innerJoin("matter", "matter.id", "vote.matter_id")
    .select(["matter.id", "vote.definition"])
    .where("matter.space_id", "=", spaceId)
    .orderBy("matter.id")
    .execute();

export const listVoteResultsToCheck = (db: Queryable, spaceId: number) =>
  db
    .selectFrom("vote_result")
    .innerJoin("matter", "matter.id", "vote_result.matter_id")
    .select(["vote_result.matter_id", "vote_result.version", "vote_result.result"])
    .where("matter.space_id", "=", spaceId)
    .orderBy("vote_result.matter_id")
    .orderBy("vote_result.version")
    .execute();
