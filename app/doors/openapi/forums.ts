import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import type { FieldFault } from "#app/domain/errors.ts";
import { MOST_BACKGROUND_ITEMS, OPINION_LIMITS, STANCES } from "#app/domain/kinds/forum/schema.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import {
  answer,
  array,
  boolean,
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

const version = { type: "integer", minimum: 1, description: "Grows when it is changed." } as const;
const masked = string("Masked: 김○○.");

export const forumSchemas: Record<string, SchemaObject> = {
  Stance: oneOf(STANCES),
  BackgroundItem: object({
    position: count(""),
    title: string(),
    body: string(),
    url: nullable({ type: "string", format: "uri" }),
  }),
  StandingOpinion: object({ id: id(""), stance: ref("Stance"), body: string(), version }),
  Forum: object({
    id: id("One series for all matters."),
    title: string(),
    state: ref("MatterState"),
    category: ref("Category"),
    district: nullable(ref("District"), "null: the whole city."),
    proposal: id("The proposal that it is about."),
    opensAt: time(""),
    closesAt: time("Opinions are taken up to here."),
    participants: count("People with an opinion here, each once."),
    stances: object({ for: count(""), against: count(""), other: count("") }),
    nextThreshold: nullable(count("Participants."), "The next rule ahead; null: none."),
    crossings: array(ref("Crossing")),
    duties: { ...array(ref("Duty")), description: "The forum's own; the proposal's are with the proposal." },
    background: array(ref("BackgroundItem"), MOST_BACKGROUND_ITEMS),
    opinion: nullable(ref("StandingOpinion"), "Of who asks; null without one, and without a session."),
  }),
  Opinion: object({
    id: id(""),
    stance: ref("Stance"),
    body: string(),
    author: masked,
    helpful: count("How many found it helpful."),
    changed: boolean("Whether it once said something else."),
    createdAt: time(""),
    replyCount: count("How many replies it has."),
    replies: {
      ...array(object({ id: id(""), body: string(), author: masked, createdAt: time("") }), 20),
      description: "The first of them, oldest first.",
    },
  }),
  NewOpinion: object({ stance: ref("Stance"), body: text(OPINION_LIMITS, "Plain text.") }),
  GivenOpinion: object({
    id: id(""),
    version,
    stance: ref("Stance"),
    body: string("As it is kept."),
    participants: count(""),
  }),
};

const listFaults: FieldFault[] = [{ field: "stance", code: "unknown-choice" }];
const opinionFaults: FieldFault[] = [
  { field: "body", code: "too-short", values: { min: OPINION_LIMITS.min } },
];
const forum = pathId("The forum.");

export const forumPaths: PathsObject = {
  "/api/v1/forums/{id}": {
    parameters: [forum],
    get: {
      operationId: "readForum",
      tags: ["forums"],
      summary: "One forum",
      ...read(),
      responses: { 200: answer("The forum.", ref("Forum")), ...problems(["not-found", "unavailable"]) },
    },
  },
  "/api/v1/forums/{id}/opinions": {
    parameters: [forum],
    get: {
      operationId: "listOpinions",
      tags: ["forums"],
      summary: "A page of opinions",
      ...read(
        query("stance", ref("Stance"), "Only of this stance."),
        query("sort", { type: "string", enum: ["helpful", "newest"], default: "newest" }, "The order."),
        cursor,
      ),
      responses: {
        200: answer("The page.", page(ref("Opinion"), API_PAGE_SIZES.opinions)),
        ...problems(["not-found", "invalid-input", "unavailable"], listFaults),
      },
    },
    post: {
      operationId: "giveOpinion",
      tags: ["forums"],
      summary: "Give one's opinion, or change it",
      description:
        "One standing opinion a person; what it said before is kept as a version. Saying the same again changes nothing.",
      ...write(),
      requestBody: jsonBody("NewOpinion", { stance: "for", body: "막차를 놓친 사람에게 꼭 필요합니다." }),
      responses: {
        200: answer("Changed: version 2 or later stands.", ref("GivenOpinion")),
        201: answer("Version 1 stands.", ref("GivenOpinion")),
        ...problems(
          [
            ...WRITE_PROBLEMS,
            ...BODY_PROBLEMS,
            "not-on-roll",
            "not-found",
            "not-yet-open",
            "matter-not-open",
          ],
          opinionFaults,
        ),
      },
    },
  },
};
