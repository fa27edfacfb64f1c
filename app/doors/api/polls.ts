import { z } from "zod";
import { POLL_ORDERS } from "#app/domain/kinds/poll/browse-polls.ts";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import type { PollDraftView } from "#app/domain/kinds/poll/drafts.ts";
import type { OwnBallot } from "#app/domain/kinds/poll/own-ballot.ts";
import { POLL_STATES } from "#app/domain/kinds/poll/poll-state.ts";
import { definitionView, type PollView, type QuestionView } from "#app/domain/kinds/poll/read-poll.ts";
import { inLanguage, maybeIn } from "#app/domain/kinds/poll/said.ts";
import type { PollSummary } from "#app/domain/kinds/poll/summary.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Language } from "#db/tables/language.ts";
import { BREAKDOWNS, POLL_PURPOSES, POLL_RESULTS, QUESTION_TYPES } from "#db/tables/poll-definition.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { Duty } from "./duties.ts";
import { asked, boolean, count, id, integer, none, optional, pathMatter, string, time } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation, type WriteOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import { Category, Crossing, cursor, District, districtOrAll, Office, page } from "./words.ts";

const PollState = z.enum(POLL_STATES).meta({
  id: "PollState",
  description: "By its dates; `withdrawn` by its office, without a result.",
});

const Choice = z
  .object({ id: string(), title: string(), picture: string().nullable() })
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

const question = ({ min, max, unit, words, choices, drawnOrder: _, ...view }: QuestionView) => ({
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

const Poll = z
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
  questions: view.pages.flatMap(({ questions }) => questions.map(question)),
  own,
});

/** A draft as the poll that it will be. */
export function draftBody(
  draft: PollDraftView,
  directory: Directory,
  language: Language,
): z.input<typeof Poll> {
  const { definition, officeId } = draft;
  const { pages, who, related } = definitionView(definition, language);
  return {
    id: draft.id,
    title: inLanguage(definition.title, language),
    summary: maybeIn(definition.summary, language),
    purpose: definition.purpose,
    state: "scheduled",
    category: definition.category,
    district: definition.district,
    office: directory.offices.find((office) => office.id === officeId)?.code ?? "",
    opensAt: definition.opensAt,
    closesAt: definition.closesAt,
    results: definition.results,
    mayChange: definition.mayChange,
    participants: { count: 0 },
    approved: false,
    questions: pages.flatMap(({ questions }) => questions.map(question)),
    who,
    related,
    nextThreshold: null,
    crossings: [],
    duties: [],
    corrections: [],
    own: null,
  };
}

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
                  of: string()
                    .nullable()
                    .meta({ description: "A district, ages or a day; null: the small groups together." }),
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
          "Empty until the closing. No group has fewer than five, and a question with fewer answers has none.",
      }),
  })
  .meta({ id: "PollResults" });

const newPoll = (directory: Directory) =>
  z
    .intersection(
      z.object({
        office: z
          .string({ error: "not-text" })
          .optional()
          .meta({ description: "One of the officer's own; left out: their first." }),
      }),
      definitionSchema(directory),
    )
    .meta({ id: "NewPoll" });

const poll = pathMatter("The poll.");

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
      links: linksTo("$response.body#/items/0/id", "readPoll", "castBallot", "readPollResults"),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "sort", code: "unknown-choice" }],
} satisfies ReadOperation;

export const makePollOperation = {
  address: "/api/v1/polls",
  method: "POST",
  permission: "poll.write",
  limit: "publish",
  operationId: "makePoll",
  tag: "polls",
  summary: "Make a poll, for an officer",
  description:
    "It waits for another officer's approval; until then only officers see it. A text that is a string is the Korean one, a choice that is a string its title, and `questions` without pages stand on one. Ids that are left out are given.",
  path: none,
  query: none,
  body: newPoll,
  example: () => ({
    title: { ko: "평화로를 어떻게 바꿀까요?", en: "What should change on Pyeonghwa-ro?" },
    closesAt: "2099-12-31T14:59:59Z",
    results: "live",
    mayChange: true,
    pages: [
      {
        questions: [
          {
            type: "single",
            title: { ko: "가장 먼저 할 일은 무엇인가요?" },
            choices: [{ title: { ko: "보도 넓히기" } }, { title: { ko: "가로수 심기" } }],
          },
        ],
      },
    ],
  }),
  answers: {
    201: {
      description: "It waits for its approval.",
      schema: Poll,
      headers: { Location: "Its address." },
      links: linksTo("$response.body#/id", "readPoll", "approvePoll"),
    },
  },
  problems: [...WRITE_PROBLEMS, ...BODY_PROBLEMS, "not-permitted"],
  faults: [
    { field: "closesAt", code: "not-later" },
    { field: "pages.0.questions.0.choices", code: "not-enough", values: { min: 2 } },
  ],
} satisfies TextOperation;

export const readPollOperation = {
  address: "/api/v1/polls/{id}",
  method: "GET",
  permission: "public",
  operationId: "readPoll",
  tag: "polls",
  summary: "One poll with what it asks",
  path: poll,
  query: none,
  answers: {
    200: {
      description: "The poll.",
      schema: Poll,
      links: linksTo("$request.path.id", "castBallot", "readPollResults"),
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

export const approvePollOperation = {
  address: "/api/v1/polls/{id}/approval",
  method: "POST",
  permission: "poll.approve",
  limit: "text",
  operationId: "approvePoll",
  tag: "polls",
  summary: "Let a poll open, for an officer who wrote none of it",
  description:
    "From then on nothing of it changes, and it opens and closes by its dates. No body is needed; one that is sent is ignored.",
  path: poll,
  query: z.object({
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, { error: "unknown-choice" })
      .transform(Number)
      .optional()
      .meta({
        type: "integer",
        minimum: 1,
        maximum: 999_999_999,
        pattern: undefined,
        description: "The version that was read: of another it is a 409. Left out: as it stands.",
      }),
  }),
  answers: {
    201: {
      description: "It is approved.",
      schema: Poll,
      links: linksTo("$request.path.id", "readPoll", "castBallot", "readPollResults"),
    },
  },
  problems: [
    ...WRITE_PROBLEMS,
    "invalid-input",
    "not-permitted",
    "not-found",
    "not-ready",
    "changed-meanwhile",
  ],
  faults: [{ field: "closesAt", code: "not-later" }],
} satisfies WriteOperation;

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
  path: poll,
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
  path: poll,
  query: none,
  answers: { 200: { description: "The results.", schema: Results } },
  problems: ["not-found", "not-yet", "unavailable"],
} satisfies ReadOperation;
