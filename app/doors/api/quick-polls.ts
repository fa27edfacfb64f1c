import { z } from "zod";
import { NAME_LIMITS, tidyName } from "#app/domain/quick-poll/name.ts";
import type { QuickPollView } from "#app/domain/quick-poll/read-quick-poll.ts";
import { CHOICE_LIMITS, quickPollSchema } from "#app/domain/quick-poll/schema.ts";
import { SUSPICION } from "#app/domain/quick-poll/suspicion.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { boolean, count, id, integer, none, string, time, upTo } from "./fields.ts";
import type { OpenOperation, ReadOperation, TextOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import { cursor, maskedName, page } from "./words.ts";

const url = z.string().meta({ format: "uri", description: "Its page: what is shared." });
const name = string("What it is called in addresses: Hangul, small Latin letters, digits and hyphens.");

const QuickChoice = z
  .object({
    id: integer({ minimum: 1, maximum: 60 }, "Unique in the poll."),
    title: string(),
    count: count("Votes of devices."),
  })
  .meta({ id: "QuickChoice" });

const shared = {
  name,
  url,
  state: z.enum(["open", "closed"]),
  question: string("The question that is asked now."),
  number: integer({ minimum: 1, maximum: 10 }, "Which of its questions that is."),
  questions: integer({ minimum: 1, maximum: 10 }, "How many it has, asked one after the other."),
  choices: upTo(QuickChoice, 6),
  votes: z.object({
    count: count("Of this question: one a device, without registration. Never verified people."),
    crowded: count(`Of them those from addresses with more than ${SUSPICION.devices} devices.`),
    repeated: count(`Devices that sent their vote more than ${SUSPICION.sent} times.`),
  }),
  notice: string("What its maker has to say.").nullable(),
  chat: boolean("Whether its maker allows a chat."),
  maker: maskedName,
  createdAt: time(),
  closesAt: time("Votes are taken up to here."),
};

const QuickPoll = z.object(shared).meta({ id: "QuickPoll" });

export function quickPollBody({ poll, board }: QuickPollView, address: string): z.input<typeof QuickPoll> {
  const { question: number, questions, title, choices, votes, crowded, repeated } = board;
  return {
    name: poll.name,
    url: address,
    state: poll.open ? "open" : "closed",
    question: title,
    number,
    questions,
    choices: choices.map(({ votes: counted, ...choice }) => ({ ...choice, count: counted })),
    votes: { count: votes, crowded, repeated },
    notice: board.notice,
    chat: board.chat,
    maker: poll.makerName,
    createdAt: poll.createdAt,
    closesAt: board.closesAt,
  };
}

/** Any way of writing a name is read as its one form. */
const path = z.object({
  name: z
    .string()
    .max(NAME_LIMITS.max * 9)
    .transform(tidyName)
    .meta({ maxLength: undefined, description: "The poll." }),
});

/** As `linksTo`, for what a name tells. */
const linksByName = (name: string, ...operationIds: string[]) =>
  Object.fromEntries(operationIds.map((operationId) => [operationId, { operationId, parameters: { name } }]));

const NewQuickPoll = quickPollSchema
  .extend({
    question: quickPollSchema.shape.question.meta({ description: "One line." }),
    choices: quickPollSchema.shape.choices.meta({ description: "No two the same." }),
    name: quickPollSchema.shape.name.meta({
      description: `Hangul, small Latin letters, digits, and single hyphens between them; a letter at least. Taken in NFC and
small letters; emoji and anything else are a 422, as are words that are kept (\`reserved-name\`) and the name of another poll of
the space (\`name-taken\`). Left out or empty: one is made from the question.`,
    }),
    lasts: quickPollSchema.shape.lasts.meta({
      description: "An hour, a day, seven days or thirty, from now. Then it ends by itself.",
    }),
  })
  .meta({ id: "NewQuickPoll" });

export const makeQuickPollOperation = {
  address: "/api/v1/quick-polls",
  method: "POST",
  permission: "quick-poll.make",
  limit: "quick-poll",
  operationId: "makeQuickPoll",
  tag: "quick-polls",
  summary: "Open a one-touch poll",
  description: "Open at once. The same by the same person within ten minutes is one.",
  path: none,
  query: none,
  body: () => NewQuickPoll,
  example: () => ({ question: "점심은 어디에서 먹을까요?", choices: ["김밥", "냉면"], name: "점심" }),
  answers: {
    201: {
      description: "It is open.",
      schema: z.object({ name, url }).meta({ id: "MadeQuickPoll" }),
      headers: { Location: "Its address." },
      links: linksByName("$response.body#/name", "readQuickPoll", "vote", "listMessages"),
    },
  },
  problems: [...WRITE_PROBLEMS, ...BODY_PROBLEMS],
  faults: [
    { field: "name", code: "name-taken" },
    { field: "choices.1", code: "too-long", values: { max: CHOICE_LIMITS.max } },
  ],
} satisfies TextOperation;

export const readQuickPollOperation = {
  address: "/api/v1/quick-polls/{name}",
  method: "GET",
  permission: "public",
  operationId: "readQuickPoll",
  tag: "quick-polls",
  summary: "One one-touch poll with its votes",
  path,
  query: none,
  answers: {
    200: {
      description: "The poll.",
      schema: QuickPoll,
      links: linksByName("$request.path.name", "vote", "listMessages"),
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

const choiceField = z
  .union(
    [
      z.number().int(),
      z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number),
    ],
    {
      error: (issue) => (issue.input === undefined ? "required" : "unknown-choice"),
    },
  )
  .meta({ description: "The id of one of the choices of the question that is asked now." });

const VOTE_PROBLEMS = WRITE_PROBLEMS.filter((code) => code !== "sign-in-needed");

export const voteOperation = {
  address: "/api/v1/quick-polls/{name}/vote",
  method: "PUT",
  permission: "public",
  operationId: "vote",
  tag: "quick-polls",
  summary: "Vote as a device",
  description: `Nobody has to be signed in. A device is told by a cookie that its first vote sets (HttpOnly, SameSite=Lax); it has
one vote a question, which it may change while the poll is open: one cookie, however often it is copied, is one device. Many new
devices from one address are a 429, and what came in large numbers from one address is said beside the count. An answer means
durable.`,
  path,
  query: none,
  body: () => z.object({ choice: choiceField }).meta({ id: "DeviceVote" }),
  example: () => ({ choice: 1 }),
  answers: {
    200: {
      description: "The device had voted on this question; its vote is this one now.",
      schema: QuickPoll.extend({ choice: id("What this device chose.") }).meta({ id: "QuickPollVoted" }),
    },
    201: {
      description: "The device's first vote on this question.",
      schema: QuickPoll.extend({ choice: id("What this device chose.") }).meta({ id: "QuickPollFirstVote" }),
    },
  },
  problems: [...VOTE_PROBLEMS, ...BODY_PROBLEMS, "not-found", "quick-poll-closed", "question-over"],
  faults: [{ field: "choice", code: "unknown-choice" }],
} satisfies OpenOperation;

const QuickMessage = z
  .object({
    id: id(),
    author: maskedName,
    isMaker: boolean("Whether its author made the poll."),
    createdAt: time(),
    body: string("Plain text; null of one that was hidden.").nullable(),
    hiddenReason: z
      .enum(HIDE_REASONS)
      .nullable()
      .meta({ description: "Why it was hidden; null: it is not." }),
  })
  .meta({ id: "QuickMessage" });

export const listMessagesOperation = {
  address: "/api/v1/quick-polls/{name}/messages",
  method: "GET",
  permission: "public",
  operationId: "listMessages",
  tag: "quick-polls",
  summary: "A page of a poll's chat, newest first",
  path,
  query: z.object({ cursor }),
  answers: { 200: { description: "The page.", schema: page(QuickMessage, API_PAGE_SIZES.messages) } },
  problems: ["not-found", "invalid-input", "unavailable"],
  faults: [{ field: "cursor", code: "unknown-choice" }],
} satisfies ReadOperation;
