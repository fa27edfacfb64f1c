import { z } from "zod";
import { definitionSchema } from "#app/domain/kinds/poll/definition.ts";
import type { PollDraftView } from "#app/domain/kinds/poll/drafts.ts";
import { definitionView } from "#app/domain/kinds/poll/read-poll.ts";
import { inLanguage, maybeIn } from "#app/domain/said.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import type { Language } from "#db/tables/language.ts";
import { none } from "./fields.ts";
import { linksTo, type TextOperation, type WriteOperation } from "./operation.ts";
import { Poll, pathPoll, questionBody } from "./polls.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";

/** A draft as the poll that it will be. */
export function draftBody(
  draft: PollDraftView,
  directory: Directory,
  language: Language,
): z.input<typeof Poll> {
  const { definition, officeId } = draft;
  const { pages, who, related, opinionMap } = definitionView(definition, language);
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
    questions: pages.flatMap(({ questions }) => questions.map(questionBody)),
    who,
    related,
    opinionMap,
    nextThreshold: null,
    crossings: [],
    duties: [],
    corrections: [],
    own: null,
  };
}

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
  path: pathPoll,
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
