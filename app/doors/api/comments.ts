import { z } from "zod";
import { COMMENT_LIMITS, type CommentView, commentSchema } from "#app/domain/comment/comments.ts";
import { HIDE_REASONS } from "#db/tables/quick-poll.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { asked, id, none, pathMatter, string, time } from "./fields.ts";
import type { ReadOperation, TextOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import { cursor, maskedName, page } from "./words.ts";

const MOST_ID = 999_999_999_999_999;

const written = {
  id: id(),
  author: maskedName,
  body: string("Plain text; null: it was taken back, or hidden.").nullable(),
  hiddenReason: asked(HIDE_REASONS)
    .nullable()
    .meta({ description: "Why moderators hid it; null: they did not." }),
  createdAt: time(),
};

const Comment = z
  .object({
    ...written,
    answer: z.object(written).nullable().meta({ description: "The proposal's author's; null: none." }),
  })
  .meta({ id: "Comment", description: "A question or a comment below a proposal." });

export const commentItem = (view: CommentView): z.input<typeof Comment> => ({
  ...partOf(view),
  answer: view.answer && partOf(view.answer),
});

const partOf = ({ id: number, authorName, body, hiddenReason, createdAt }: Omit<CommentView, "answer">) => ({
  id: number,
  author: authorName,
  body,
  hiddenReason,
  createdAt,
});

const NewComment = commentSchema
  .extend({
    body: commentSchema.shape.body.meta({ description: "Plain text." }),
    answers: z
      .int({ error: "unknown-choice" })
      .min(1, "unknown-choice")
      .max(MOST_ID, "unknown-choice")
      .optional()
      .meta({ description: "The comment that it answers, by the proposal's author; left out: it is none." }),
  })
  .meta({ id: "NewComment" });

const proposal = pathMatter("The proposal. What can be no id, or is none of a proposal, is a 404.");

export const listCommentsOperation = {
  address: "/api/v1/proposals/{id}/comments",
  method: "GET",
  permission: "public",
  operationId: "listComments",
  tag: "proposals",
  summary: "A page of the questions and comments below a proposal, newest first",
  path: proposal,
  query: z.object({ cursor }),
  answers: { 200: { description: "The page.", schema: page(Comment, API_PAGE_SIZES.comments) } },
  problems: ["not-found", "invalid-input", "unavailable"],
  faults: [{ field: "cursor", code: "unknown-choice" }],
} satisfies ReadOperation;

export const writeCommentOperation = {
  address: "/api/v1/proposals/{id}/comments",
  method: "POST",
  permission: "proposal.comment",
  limit: "comment",
  operationId: "writeComment",
  tag: "proposals",
  summary: "Ask or say something while a proposal gathers, or answer as its author",
  description:
    "The author answers what others wrote, each once; the others write no answers. The same text of the same person below the same proposal is one. It is no line of the ledger: whoever wrote it may take its text back.",
  path: proposal,
  query: none,
  body: () => NewComment,
  example: () => ({ body: "비 오는 날에는 어떻게 되나요?" }),
  answers: {
    200: { description: "It stands already.", schema: Comment },
    201: { description: "It is written; of an answer, what it answers, with it.", schema: Comment },
  },
  problems: [
    ...WRITE_PROBLEMS,
    ...BODY_PROBLEMS,
    "not-permitted",
    "not-found",
    "matter-not-open",
    "changed-meanwhile",
  ],
  faults: [{ field: "body", code: "too-long", values: { max: COMMENT_LIMITS.max } }],
} satisfies TextOperation;
