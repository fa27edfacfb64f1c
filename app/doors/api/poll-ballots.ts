import { z } from "zod";
import { BREAKDOWNS } from "#db/tables/poll-definition.ts";
import { boolean, count, none, string } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation } from "./operation.ts";
import { pathPoll } from "./polls.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";

const Answer = z.unknown().meta({
  anyOf: [
    { type: "string" },
    { type: "array", items: { type: "string" } },
    { type: "number" },
    { type: "null" },
  ],
  description: "A choice, choices (of a ranking the best first), a number or a text; null: no answer.",
});
const NewBallot = z
  .object({
    answers: z
      .record(z.string(), Answer, {
        error: (issue) => (issue.input === undefined ? "required" : "not-text"),
      })
      .meta({ description: "By the question's id." }),
  })
  .meta({ id: "NewBallot" });

const CastBallot = z
  .object({
    count: count("How many took part by now."),
    receipt: string()
      .nullable()
      .meta({ description: "The number of the receipt; null for a mock poll, which keeps nothing." }),
  })
  .meta({ id: "CastBallot" });

const counts = z.record(z.string(), z.number()).meta({
  description:
    "By choice, by value, or of a number by part of its range, `LOW..HIGH`; of a ranking the first choices.",
});
const Results = z
  .object({
    participants: count("Whose ballots are counted in it."),
    tookPart: count("All who took part; while it is open, some of their ballots may wait to be counted."),
    final: boolean("Counted to the end; nothing of it changes any more."),
    questions: z.array(
      z.object({
        id: string(),
        answered: count(),
        counts,
        pairs: z
          .record(z.string(), z.number())
          .optional()
          .meta({ description: "Of a ranking, how many put the one before the other: `A>B`." }),
        mean: z.number().nullable().optional(),
        median: z.number().nullable().optional(),
        groups: count().optional().meta({ description: "Of a text, how many different ones there are." }),
      }),
    ),
    breakdowns: z
      .array(
        z.object({
          by: z.enum(BREAKDOWNS),
          questions: z.array(
            z.object({
              id: string(),
              groups: z.array(
                z.object({
                  of: string().nullable().meta({
                    description:
                      'A district, a unit of the roll ("": none), ages or a day; null: the small groups together.',
                  }),
                  participants: count(),
                  answered: count(),
                  counts,
                }),
              ),
            }),
          ),
        }),
      )
      .meta({
        description:
          "Empty until the closing; by unit only where a roll with units is counted. No group is of fewer than five people, and a question that fewer answered has none.",
      }),
  })
  .meta({ id: "PollResults" });

export const castBallotOperation = {
  address: "/api/v1/polls/{id}/ballot",
  method: "PUT",
  permission: "poll.take-part",
  limit: "touch",
  operationId: "castBallot",
  tag: "polls",
  summary: "Take part, or change one's ballot",
  description:
    "One ballot a holder. Where the poll says so it may be changed until the closing; sending the same again changes nothing. An answer means that it is durable; it is counted soon after, never by itself.",
  path: pathPoll,
  query: none,
  body: () => NewBallot,
  example: () => ({ answers: { q1: "c1" } }),
  answers: {
    200: {
      description: "It took the place of the one before; of a mock poll, nothing was kept.",
      schema: CastBallot,
    },
    201: {
      description: "It stands.",
      schema: CastBallot,
      links: linksTo("$request.path.id", "readPoll", "readPollResults"),
    },
  },
  problems: [
    ...WRITE_PROBLEMS,
    "matter-busy",
    ...BODY_PROBLEMS,
    "not-elector",
    "not-on-roll",
    "not-found",
    "not-yet-open",
    "matter-not-open",
    "ballot-fixed",
  ],
  faults: [{ field: "answers.q1", code: "unknown-choice" }],
} satisfies TextOperation;

export const readPollResultsOperation = {
  address: "/api/v1/polls/{id}/results",
  method: "GET",
  permission: "public",
  operationId: "readPollResults",
  tag: "polls",
  summary: "What came of a poll",
  description: "While it is open totals alone, where its results are live.",
  path: pathPoll,
  query: none,
  answers: { 200: { description: "The results.", schema: Results } },
  problems: ["not-found", "not-yet", "unavailable"],
} satisfies ReadOperation;
