import { z } from "zod";
import { POLL_ORDERS } from "#app/domain/kinds/poll/browse-polls.ts";
import type { OwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { POLL_STATES } from "#app/domain/kinds/poll/poll-state.ts";
import type { PollView, QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import type { PollSummary } from "#app/domain/kinds/poll/summary.ts";
import { POLL_PURPOSES, POLL_RESULTS, QUESTION_TYPES } from "#db/tables/poll-definition.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { Duty } from "./duties.ts";
import { asked, boolean, count, id, integer, none, optional, pathMatter, string, time } from "./fields.ts";
import { linksTo, type ReadOperation } from "./operation.ts";
import { Category, Crossing, cursor, District, districtOrAll, Office, page } from "./words.ts";

const PollState = z.enum(POLL_STATES).meta({
  id: "PollState",
  description: "By its dates; `withdrawn` by its office, without a result.",
});

const Picture = z
  .object({
    id: string("It stands at `/polls/pictures/ID`."),
    alt: string("What it shows, for whoever cannot see it."),
  })
  .meta({ id: "PollPicture" });

const Choice = z
  .object({
    id: string(),
    title: string(),
    picture: Picture.nullable(),
    proposal: z.int().nullable().meta({ description: "The number of the proposal that it stands for." }),
  })
  .meta({ id: "PollChoice" });

const Question = z
  .object({
    id: string(),
    type: z.enum(QUESTION_TYPES),
    title: string(),
    help: string().nullable(),
    required: boolean("Where it is asked."),
    when: z
      .object({ question: string(), is: z.array(string()) })
      .nullable()
      .meta({ description: "Asked only of who chose one of these there; null: of everybody." }),
    min: integer({}).optional().meta({ description: "Choices at least, or the lowest number." }),
    max: integer({})
      .optional()
      .meta({ description: "Choices at most, the highest number, or characters of a text." }),
    unit: string().optional(),
    words: z
      .object({ low: string(), high: string() })
      .optional()
      .meta({ description: "At the ends of the scale." }),
    choices: z.array(Choice).optional(),
  })
  .meta({ id: "PollQuestion" });

export const questionBody = ({ min, max, unit, words, choices, drawnOrder: _, ...view }: QuestionView) => ({
  ...view,
  min: min ?? undefined,
  max: max ?? undefined,
  unit: unit ?? undefined,
  words: words ?? undefined,
  choices: choices ?? undefined,
});

const shared = {
  id: id("One series for all matters."),
  title: string(),
  summary: string().nullable(),
  purpose: z.enum(POLL_PURPOSES).meta({ description: "`mock`: for trying out, counts nothing." }),
  state: PollState,
  category: Category,
  district: districtOrAll,
  office: Office,
  opensAt: time(),
  closesAt: time(),
  results: z.enum(POLL_RESULTS),
  mayChange: boolean("Whether a ballot may be changed until the closing."),
  participants: z.object({ count: count("Holders that took part, each once.") }),
};

const PollItem = z.object(shared).meta({ id: "PollItem" });

export const pollItem = ({ participants, ...poll }: PollSummary): z.input<typeof PollItem> => ({
  ...poll,
  participants: { count: participants },
});

const OwnPart = z
  .object({
    takenPartAt: time(),
    receipt: string("By which one can say that one took part; it says nothing of what was chosen."),
    answers: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "As they stand, where they may still be changed; else null." }),
  })
  .meta({ id: "OwnPart" });

export const Poll = z
  .object({
    ...shared,
    approved: boolean("false: it waits for a second officer, and only officers see it."),
    questions: z.array(Question).meta({ description: "In the order in which they are asked." }),
    who: z.object({
      residents: boolean(),
      districts: z.array(District).optional(),
      minAge: integer({ minimum: 0 }).optional(),
      maxAge: integer({ minimum: 0 }).optional(),
      roll: string().optional(),
    }),
    related: z.array(id()).meta({ description: "Matters that it comes from or that stand beside it." }),
    nextThreshold: count().nullable().meta({ description: "The next rule ahead; null: none." }),
    crossings: z.array(Crossing),
    duties: z.array(Duty),
    corrections: z.array(z.object({ position: integer({ minimum: 1 }), body: string(), madeAt: time() })),
    own: OwnPart.nullable().meta({
      description: "Of who asks; null who took no part, and without a session.",
    }),
  })
  .meta({ id: "Poll" });

export const pollBody = (view: PollView, own: OwnBallot | null): z.input<typeof Poll> => ({
  ...view,
  participants: { count: view.participants },
  questions: view.pages.flatMap(({ questions }) => questions.map(questionBody)),
  own,
});

export const pathPoll = pathMatter("The poll.");

export const listPollsOperation = {
  address: "/api/v1/polls",
  method: "GET",
  permission: "public",
  operationId: "listPolls",
  tag: "polls",
  summary: "A page of polls",
  path: none,
  query: z.object({
    state: optional(asked(POLL_STATES), "Only in this state."),
    sort: optional(asked(POLL_ORDERS), "`closing` soon are open ones only.").meta({ default: "newest" }),
    cursor,
  }),
  answers: {
    200: {
      description: "The page.",
      schema: page(PollItem, API_PAGE_SIZES.polls),
      links: linksTo(
        "$response.body#/items/0/id",
        "readPoll",
        "castBallot",
        "readPollResults",
        "readPollDraw",
      ),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "sort", code: "unknown-choice" }],
} satisfies ReadOperation;

export const readPollOperation = {
  address: "/api/v1/polls/{id}",
  method: "GET",
  permission: "public",
  operationId: "readPoll",
  tag: "polls",
  summary: "One poll with what it asks",
  path: pathPoll,
  query: none,
  answers: {
    200: {
      description: "The poll.",
      schema: Poll,
      links: linksTo("$request.path.id", "castBallot", "readPollResults", "readPollDraw"),
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;
