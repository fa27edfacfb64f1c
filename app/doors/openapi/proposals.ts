import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import type { FieldFault } from "#app/domain/errors.ts";
import { BODY_LIMITS, MOST_PICTURES, TITLE_LIMITS } from "#app/domain/kinds/proposal/schema.ts";
import type { ProposalStage } from "#app/domain/kinds/proposal/stage.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { API_PAGE_SIZES } from "#app/doors/api/api-page-sizes.ts";
import { PROPOSAL_ORDERS, PROPOSAL_STAGES } from "#db/queries/matters.ts";
import {
  answer,
  array,
  boolean,
  codesOf,
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

const district = nullable(ref("District"), "null: the whole city.");
const nextThreshold = nullable(count("Agreements or participants."), "The next rule ahead; null: none.");
const forum = nullable(id(""), "The id of the forum about it.");

const STAGES = codesOf<ProposalStage>({
  gathering: true,
  awaiting: true,
  answered: true,
  closed: true,
  withdrawn: true,
});

export const proposalSchemas: Record<string, SchemaObject> = {
  Support: object(
    {
      count: count("Verified people, each once."),
      imported: {
        ...object({ count: count("As the source counted."), source: string() }),
        description: "What another portal counted before an import: never verified people.",
      },
    },
    ["imported"],
  ),
  ProposalStage: oneOf(STAGES, "Where it stands in its journey. `awaiting`: an office owes a reply."),
  ProposalItem: object({
    id: id("One series for all matters."),
    title: string(),
    summary: string("Plain text, in the language of the answer where somebody wrote it."),
    category: ref("Category"),
    district,
    state: ref("MatterState"),
    stage: ref("ProposalStage"),
    support: ref("Support"),
    nextThreshold,
    forum,
    publishedAt: time(""),
    closesAt: time("Agreements are taken up to here."),
  }),
  Crossing: object({
    at: count("The number that was reached."),
    rule: string("The rule's code."),
    crossedAt: time("Of the support that made it that number. Stays when support is withdrawn later."),
  }),
  Proposal: object({
    id: id("One series for all matters."),
    title: string("As its author wrote it."),
    body: string("In the safe subset of Markdown: paragraphs, headings, emphasis, lists, quotes, links."),
    language: string("The language that it was written in."),
    category: ref("Category"),
    district,
    state: ref("MatterState"),
    stage: ref("ProposalStage"),
    author: nullable(string(), "Masked, as everyone sees it: 김○○. null for an import."),
    support: ref("Support"),
    nextThreshold,
    crossings: array(ref("Crossing")),
    duties: array(ref("Duty")),
    forum,
    supplements: array(object({ html: string("Safe HTML."), createdAt: time("") })),
    pictures: array(
      object({
        url: { type: "string", format: "uri-reference" },
        alt: string(),
        width: count(""),
        height: count(""),
      }),
      MOST_PICTURES,
    ),
    publishedAt: time(""),
    closesAt: time("Agreements are taken up to here."),
    agreed: boolean("Whether who asks agreed with it; false without a session."),
  }),
  NewProposal: object(
    {
      title: text(TITLE_LIMITS, "One line."),
      body: text(
        BODY_LIMITS,
        "Markdown, the subset that is given back. No control characters, no bidirectional overrides.",
      ),
      category: ref("Category"),
      district: {
        anyOf: [ref("District"), { type: "null" }, { const: "" }],
        description: "Left out, null or empty: the whole city.",
      },
    },
    ["district"],
  ),
  Agreement: object({ count: count("How many agree now."), agreed: boolean("Whether who asks does.") }),
};

const chosenFault: FieldFault[] = [{ field: "sort", code: "unknown-choice" }];
const newFaults: FieldFault[] = [
  { field: "title", code: "too-long", values: { max: TITLE_LIMITS.max } },
  { field: "category", code: "required" },
];
const proposal = pathId("The proposal. What can be no id, or is none of a proposal, is a 404.");

export const proposalPaths = (directory: Directory): PathsObject => ({
  "/api/v1/proposals": {
    get: {
      operationId: "listProposals",
      tags: ["proposals"],
      summary: "A page of proposals",
      ...read(
        query("category", ref("Category"), "Only of this category."),
        query("district", ref("District"), "Only of this district."),
        query("state", ref("MatterState"), "Only in this state."),
        query(
          "stage",
          oneOf(PROPOSAL_STAGES),
          "Only at this stage; `forum`: those that a forum was opened about.",
        ),
        query("source", { type: "string", maxLength: 100 }, "Only imported from this source."),
        query(
          "sort",
          { ...oneOf(PROPOSAL_ORDERS), default: "newest" },
          "`closest` to their next threshold and `closing` soon are open ones only.",
        ),
        cursor,
      ),
      responses: {
        200: answer("The page.", page(ref("ProposalItem"), API_PAGE_SIZES.proposals)),
        ...problems(["invalid-input", "unavailable"], chosenFault),
      },
    },
    post: {
      operationId: "publishProposal",
      tags: ["proposals"],
      summary: "Publish a proposal",
      description:
        "Under the rules in force now, which it keeps. Not idempotent: said twice, it stands twice.",
      ...write(),
      requestBody: jsonBody("NewProposal", {
        title: "밤에도 밝은 골목",
        body: "가로등 사이가 너무 멉니다.",
        category: directory.categories[0]?.code,
      }),
      responses: {
        201: answer("It is before the public.", ref("Proposal"), { Location: "Its address." }),
        ...problems([...WRITE_PROBLEMS, ...BODY_PROBLEMS], newFaults),
      },
    },
  },
  "/api/v1/proposals/{id}": {
    parameters: [proposal],
    get: {
      operationId: "readProposal",
      tags: ["proposals"],
      summary: "One proposal with its crossings, duties and forum",
      ...read(),
      responses: { 200: answer("The proposal.", ref("Proposal")), ...problems(["not-found", "unavailable"]) },
    },
  },
  "/api/v1/proposals/{id}/agreement": {
    parameters: [proposal],
    put: {
      operationId: "agree",
      tags: ["proposals"],
      summary: "Agree",
      description: `Idempotent: each person counts once, whatever they repeat or race. An answer means that it is
durable. No body is needed; one that is sent is ignored.`,
      ...write(),
      responses: {
        200: answer("They agreed already.", ref("Agreement")),
        201: answer("They agree from now on.", ref("Agreement")),
        ...problems([...WRITE_PROBLEMS, "not-on-roll", "not-found", "not-yet-open", "matter-not-open"]),
      },
    },
    delete: {
      operationId: "takeAgreementBack",
      tags: ["proposals"],
      summary: "Take one's agreement back",
      description: `Idempotent, also for who never agreed. Possible while the proposal is open. Crossings that were
reached stay on record.`,
      ...write(),
      responses: {
        200: answer("They do not agree.", ref("Agreement")),
        ...problems([...WRITE_PROBLEMS, "not-on-roll", "not-found", "not-yet-open", "matter-not-open"]),
      },
    },
  },
});
