import { z } from "zod";
import type { VoteView } from "#app/domain/kinds/vote/read-vote.ts";
import type { VoteSummary } from "#app/domain/kinds/vote/summary.ts";
import { VOTE_STATES } from "#app/domain/kinds/vote/vote-state.ts";
import type { ObjectionVerdict, VoteOutcome } from "#db/tables/vote.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { count, day, id, integer, none, pathMatter, string, time } from "./fields.ts";
import { linksTo, type ReadOperation } from "./operation.ts";
import { Category, codesOf, cursor, District, page } from "./words.ts";

const VoteStateWord = z.enum(VOTE_STATES).meta({
  id: "VoteState",
  description: "By its day; `decided` once its result is published.",
});

const Outcome = codesOf<VoteOutcome>({ first: "first", second: "second", neither: "neither" }).meta({
  id: "VoteOutcome",
  description: "The side that is adopted; `neither`: too few voted, or as many for the one as for the other.",
});

const sides = (of: string) => z.object({ first: string(), second: string() }).meta({ description: of });

const shared = {
  id: id("One series for all matters."),
  title: string(),
  question: string(),
  choices: sides("What its two sides are called.")
    .nullable()
    .meta({ description: "null: `first` is for it, `second` against it." }),
  state: VoteStateWord,
  category: Category,
  votingDay: day("In Seoul."),
  eligible: count("Who may vote, at all polling places together."),
};

const VoteItem = z
  .object({
    ...shared,
    result: z
      .object({ outcome: Outcome, ballots: count() })
      .nullable()
      .meta({ description: "null: it was not published yet." }),
  })
  .meta({ id: "VoteItem" });

export const voteItem = (vote: VoteSummary): z.input<typeof VoteItem> => vote;

const Counts = {
  ballots: count("All that were cast, the invalid ones too: the turnout."),
  first: count(),
  second: count(),
  invalid: count(),
};

const VoteResult = z
  .object({
    version: integer({ minimum: 1 }, "From 2 on it is a correction."),
    publishedAt: time(),
    outcome: Outcome,
    because: z.enum(["turnout", "tie"]).nullable().meta({ description: "Why it is neither; else null." }),
    ...Counts,
    valid: count("`first` and `second` together."),
    needed: count("So many ballots are enough."),
    majority: count("So many of the valid votes are more than half of them."),
    places: z.array(z.object({ place: integer({ minimum: 1 }, "Its number in `places`."), ...Counts })),
    boundUntil: time("How long nobody may decide otherwise.")
      .nullable()
      .meta({ description: "null: neither side is adopted." }),
    objectionsUntil: time("The last moment for objecting to it."),
    earlier: z
      .array(z.object({ version: integer({ minimum: 1 }), outcome: Outcome, ...Counts, publishedAt: time() }))
      .meta({ description: "As it was published before, the latest first." }),
    reasons: z
      .array(z.object({ version: integer({ minimum: 2 }), reason: string() }))
      .meta({ description: "Why it was corrected, the latest first." }),
  })
  .meta({ id: "VoteResult" });

const Objection = z
  .object({
    position: integer({ minimum: 1 }),
    receivedOn: day("In Seoul."),
    signatures: count(),
    decision: z
      .object({
        verdict: codesOf<ObjectionVerdict>({ upheld: "upheld", dismissed: "dismissed" }),
        reasons: string(),
        at: time(),
      })
      .nullable()
      .meta({ description: "null: it is not decided yet." }),
  })
  .meta({ id: "VoteObjection" });

const Vote = z
  .object({
    ...shared,
    arguments: sides("Why one should choose the one side, and why the other."),
    source: z.object({
      by: z.enum(["drive", "council", "head"]).meta({
        description: "Residents by a drive, the council, or the head of the city with its consent.",
      }),
      drive: id("The drive that demanded it.").optional(),
      reference: string("The number of the council's demand or consent.").optional(),
    }),
    noticedOn: day("Of the public notice."),
    notice: string("The number of that notice."),
    announcedAt: time("When it was announced here."),
    opensAt: time("When polling places open."),
    closesAt: time("When they close."),
    places: z.array(
      z.object({
        place: integer({ minimum: 1 }),
        name: string(),
        address: string(),
        district: District.nullable(),
        eligible: count("Who may vote there."),
      }),
    ),
    law: z.object({
      minAge: integer({ minimum: 0 }),
      registerDay: day("Who is on the register on this day may vote."),
      needed: count("So many ballots are enough."),
      objectionSignatures: count("So many must sign an objection."),
    }),
    result: VoteResult.nullable().meta({ description: "null: it was not published yet." }),
    objections: z.array(Objection),
  })
  .meta({ id: "Vote" });

export const voteBody = (view: VoteView): z.input<typeof Vote> => view;

export const listVotesOperation = {
  address: "/api/v1/votes",
  method: "GET",
  permission: "public",
  operationId: "listVotes",
  tag: "votes",
  summary: "A page of residents' votes, newest first",
  description: "They are held on paper at polling places: no ballot is given here.",
  path: none,
  query: z.object({ cursor }),
  answers: {
    200: {
      description: "The page.",
      schema: page(VoteItem, API_PAGE_SIZES.votes),
      links: linksTo("$response.body#/items/0/id", "readVote"),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "cursor", code: "unknown-choice" }],
} satisfies ReadOperation;

export const readVoteOperation = {
  address: "/api/v1/votes/{id}",
  method: "GET",
  permission: "public",
  operationId: "readVote",
  tag: "votes",
  summary: "One residents' vote, with what came of it",
  path: pathMatter("The vote."),
  query: none,
  answers: { 200: { description: "The vote.", schema: Vote } },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;
