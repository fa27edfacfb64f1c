import { z } from "zod";
import { INTERIM } from "#app/domain/duty/interim.ts";
import { replySchema } from "#app/domain/duty/reply.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { count, day, id, integer, none, pathId, string, time } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import { Category, cursor, DutyKindWord, DutyStateWord, MatterKindWord, Office, page } from "./words.ts";

const Decision = replySchema.shape.decision.meta({
  id: "Decision",
  description: "What the office will do.",
});

const nextDate = () =>
  day().nullable().meta({
    description:
      "The day in Seoul on which the next reply is promised: this one is interim (`under-study`), and leaves the duty open or overdue. Null: it is final, or from before there were any.",
  });

const Reply = z
  .object({
    version: integer({ minimum: 1 }, "Later versions are added; none is ever overwritten."),
    decision: Decision,
    body: string("Markdown, the same subset as proposals."),
    nextDate: nextDate(),
    publishedAt: time(),
  })
  .meta({ id: "Reply" });

const properties = {
  id: id(),
  kind: DutyKindWord,
  office: Office,
  dueAt: time("The end of its last day in Seoul."),
  state: DutyStateWord,
  openedAt: time(),
  metAt: time().nullable().meta({
    description: "When the first final reply was published, or the act was done that the law asks for.",
  }),
  nextDate: nextDate(),
  answered: z.object({ yes: count(), partly: count(), no: count() }).meta({
    description:
      "Whether the reply answered what was asked, as those say who stand behind the matter, each once; it changes nothing of the duty.",
  }),
  article: string()
    .nullable()
    .meta({ description: "Of the law that asks for it; null: the city's own rules do." }),
};
const replies = z.array(Reply);
const matter = z.object({
  id: id(),
  kind: MatterKindWord,
  title: string(),
  category: Category,
  supportCount: count("Agreements, participants of a forum, or signatures of a drive."),
});

/** With its matter, which says what it is about. */
export const Duty = z
  .object({ ...properties, replies })
  .meta({ id: "Duty", description: "With every version of its reply, oldest first." });
const DutyItem = z.object({ ...properties, matter }).meta({ id: "DutyItem" });
const DutyDetail = z.object({ ...properties, matter, replies }).meta({ id: "DutyDetail" });

const NewReply = replySchema
  .extend({
    body: replySchema.shape.body.meta({ description: "Markdown." }),
    decision: Decision,
    nextDate: day()
      .optional()
      .meta({
        description: `Of \`under-study\` alone: when the next reply comes, from tomorrow to ${INTERIM.days} days ahead. Left out: in 30 days. Of other decisions it is passed over.`,
      }),
    // A number, where a form can only send text.
    expectedReplies: z.int32().min(0).optional().meta({
      description:
        "How many replies the writer saw: when there are more by now, nothing is added (409). Left out: add in any case.",
    }),
  })
  .meta({ id: "NewReply" });
const PublishedReply = z
  .object({ version: integer({ minimum: 1 }), decision: Decision, duty: DutyItem })
  .meta({ id: "PublishedReply" });

const duty = pathId("The duty.");

export const listDuties = {
  address: "/api/v1/duties",
  method: "GET",
  permission: "public",
  operationId: "listDuties",
  tag: "duties",
  summary: "What offices and the council owe, and what they delivered",
  description:
    "Replies that proposals and forums reached, and what the law asks of the council on a drive's way (`council-…`), which is met by an act and has no reply. Open and overdue ones soonest first, met ones latest first.",
  path: none,
  query: z.object({
    state: DutyStateWord.default("open").meta({ default: "open", description: "Only in this state." }),
    cursor,
  }),
  answers: {
    200: {
      description: "The page.",
      schema: page(DutyItem, API_PAGE_SIZES.duties),
      links: linksTo("$response.body#/items/0/id", "readDuty", "listReplies", "publishReply"),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "state", code: "unknown-choice" }],
} satisfies ReadOperation;

export const readDutyOperation = {
  address: "/api/v1/duties/{id}",
  method: "GET",
  permission: "public",
  operationId: "readDuty",
  tag: "duties",
  summary: "One duty with every version of its reply",
  path: duty,
  query: none,
  answers: {
    200: {
      description: "The duty.",
      schema: DutyDetail,
      links: linksTo("$request.path.id", "listReplies", "publishReply"),
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

export const listReplies = {
  address: "/api/v1/duties/{id}/replies",
  method: "GET",
  permission: "public",
  operationId: "listReplies",
  tag: "duties",
  summary: "Every version of the reply, oldest first",
  path: duty,
  query: none,
  answers: {
    200: {
      description: "All of them; there is never a next page.",
      schema: z.object({ items: replies, next: z.null() }),
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

export const publishReplyOperation = {
  address: "/api/v1/duties/{id}/replies",
  method: "POST",
  permission: "duty.reply",
  limit: "text",
  operationId: "publishReply",
  tag: "duties",
  summary: "Reply, for the office that owes it",
  description:
    "The first final reply meets the duty; a later one is a further version. `under-study` is an interim one: the duty stays open, or overdue, and there are at most two of them. Not idempotent by itself: send `expectedReplies` to be safe when an answer was lost.",
  path: duty,
  query: none,
  body: () => NewReply,
  example: () => ({ body: "내년 예산에 반영하겠습니다.", decision: "will-do", expectedReplies: 0 }),
  answers: {
    201: {
      description: "It is published.",
      schema: PublishedReply,
      links: linksTo("$request.path.id", "readDuty", "listReplies"),
    },
  },
  problems: [
    ...WRITE_PROBLEMS,
    ...BODY_PROBLEMS,
    "fresh-sign-in-needed",
    "not-permitted",
    "not-found",
    "changed-meanwhile",
  ],
  faults: [
    { field: "body", code: "required" },
    { field: "decision", code: "unknown-choice" },
    { field: "decision", code: "above-most" },
    { field: "nextDate", code: "out-of-range" },
  ],
} satisfies TextOperation;
