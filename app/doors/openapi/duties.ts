import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import { DECISIONS, REPLY_LIMITS } from "#app/domain/duty/reply.ts";
import type { FieldFault } from "#app/domain/errors.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import {
  answer,
  array,
  count,
  id,
  nullable,
  object,
  oneOf,
  page,
  pathId,
  query,
  ref,
  string,
  text,
  time,
} from "./parts.ts";
import { BODY_PROBLEMS, problems, WRITE_PROBLEMS } from "./problems.ts";
import { cursor, jsonBody, read, write } from "./shared.ts";

const properties = {
  id: id(""),
  kind: ref("DutyKind"),
  office: ref("Office"),
  dueAt: time("The end of its last day in Seoul."),
  state: ref("DutyState"),
  openedAt: time(""),
  metAt: nullable(time(""), "When the first reply was published, or the act was done that the law asks for."),
  article: nullable(string(), "Of the law that asks for it; null: the city's own rules do."),
};
const replies = array(ref("Reply"));
const matter = object({
  id: id(""),
  kind: ref("MatterKind"),
  title: string(),
  category: ref("Category"),
  supportCount: count("Agreements, participants of a forum, or signatures of a drive."),
});

export const dutySchemas: Record<string, SchemaObject> = {
  Decision: oneOf(DECISIONS, "What the office will do."),
  Reply: object({
    version: {
      type: "integer",
      minimum: 1,
      description: "Later versions are added; none is ever overwritten.",
    },
    decision: ref("Decision"),
    body: string("Markdown, the same subset as proposals."),
    publishedAt: time(""),
  }),
  Duty: {
    ...object({ ...properties, replies }),
    description: "With every version of its reply, oldest first.",
  },
  DutyItem: object({ ...properties, matter }),
  DutyDetail: object({ ...properties, matter, replies }),
  NewReply: object(
    {
      body: text(REPLY_LIMITS, "Markdown."),
      decision: ref("Decision"),
      expectedReplies: count(
        "How many replies the writer saw: when there are more by now, nothing is added (409). Left out: add in any case.",
      ),
    },
    ["expectedReplies"],
  ),
  PublishedReply: object({
    version: { type: "integer", minimum: 1 },
    decision: ref("Decision"),
    duty: ref("DutyItem"),
  }),
};

const stateFault: FieldFault[] = [{ field: "state", code: "unknown-choice" }];
const replyFaults: FieldFault[] = [
  { field: "body", code: "required" },
  { field: "decision", code: "unknown-choice" },
];
const duty = pathId("The duty.");

export const dutyPaths: PathsObject = {
  "/api/v1/duties": {
    get: {
      operationId: "listDuties",
      tags: ["duties"],
      summary: "What offices and the council owe, and what they delivered",
      description:
        "Replies that proposals and forums reached, and what the law asks of the council on a drive's way (`council-…`), which is met by an act and has no reply. Open and overdue ones soonest first, met ones latest first.",
      ...read(query("state", { allOf: [ref("DutyState")], default: "open" }, "Only in this state."), cursor),
      responses: {
        200: answer("The page.", page(ref("DutyItem"), API_PAGE_SIZES.duties)),
        ...problems(["invalid-input", "unavailable"], stateFault),
      },
    },
  },
  "/api/v1/duties/{id}": {
    parameters: [duty],
    get: {
      operationId: "readDuty",
      tags: ["duties"],
      summary: "One duty with every version of its reply",
      ...read(),
      responses: { 200: answer("The duty.", ref("DutyDetail")), ...problems(["not-found", "unavailable"]) },
    },
  },
  "/api/v1/duties/{id}/replies": {
    parameters: [duty],
    get: {
      operationId: "listReplies",
      tags: ["duties"],
      summary: "Every version of the reply, oldest first",
      ...read(),
      responses: {
        200: answer(
          "All of them; there is never a next page.",
          object({ items: replies, next: { type: "null" } }),
        ),
        ...problems(["not-found", "unavailable"]),
      },
    },
    post: {
      operationId: "publishReply",
      tags: ["duties"],
      summary: "Reply, for the office that owes it",
      description:
        "The first reply meets the duty; a later one is a further version. Not idempotent by itself: send `expectedReplies` to be safe when an answer was lost.",
      ...write(),
      requestBody: jsonBody("NewReply", {
        body: "내년 예산에 반영하겠습니다.",
        decision: "will-do",
        expectedReplies: 0,
      }),
      responses: {
        201: answer("It is published.", ref("PublishedReply")),
        ...problems(
          [...WRITE_PROBLEMS, ...BODY_PROBLEMS, "not-permitted", "not-found", "changed-meanwhile"],
          replyFaults,
        ),
      },
    },
  },
};
