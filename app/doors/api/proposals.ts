import { z } from "zod";
import { patternOfText } from "#app/domain/input.ts";
import type { ProposalView } from "#app/domain/kinds/proposal/read-proposal.ts";
import { MOST_PICTURES, proposalSchema, TITLE_LIMITS } from "#app/domain/kinds/proposal/schema.ts";
import type { ProposalStage } from "#app/domain/kinds/proposal/stage.ts";
import type { ProposalSummary } from "#app/domain/kinds/proposal/summaries.ts";
import { spacePath } from "#app/domain/space/address.ts";
import type { Directory } from "#app/domain/space/directory.ts";
import { PROPOSAL_ORDERS, PROPOSAL_STAGES } from "#db/queries/proposal-lists.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { Duty } from "./duties.ts";
import { asked, boolean, count, id, none, optional, pathMatter, string, time, upTo } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation, type WriteOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import {
  Category,
  Crossing,
  codesOf,
  cursor,
  District,
  districtOrAll,
  MatterStateWord,
  page,
  schemaRef,
} from "./words.ts";

const Support = z
  .object({
    count: count("Verified people, each once."),
    imported: z
      .object({ count: count("As the source counted."), source: string() })
      .optional()
      .meta({ description: "What another portal counted before an import: never verified people." }),
  })
  .meta({ id: "Support" });

const Stage = codesOf<ProposalStage>({
  gathering: "gathering",
  awaiting: "awaiting",
  answered: "answered",
  closed: "closed",
  withdrawn: "withdrawn",
}).meta({
  id: "ProposalStage",
  description: "Where it stands in its journey. `awaiting`: an office owes a reply.",
});

const Place = z
  .object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
  .meta({ id: "Place", description: "Longitude and latitude in degrees (WGS 84), rounded to about 50 m." });
const place = Place.nullable().meta({ description: "As its author marked it on the map; null: none was." });

const nextThreshold = count("Agreements or participants.")
  .nullable()
  .meta({ description: "The next rule ahead; null: none." });
const forum = id().nullable().meta({ description: "The id of the forum about it." });

const ProposalItem = z
  .object({
    id: id("One series for all matters."),
    title: string(),
    summary: string("Plain text, in the language of the answer where somebody wrote it."),
    category: Category,
    district: districtOrAll,
    place,
    state: MatterStateWord,
    stage: Stage,
    support: Support,
    nextThreshold,
    forum,
    publishedAt: time(),
    closesAt: time("Agreements are taken up to here."),
  })
  .meta({ id: "ProposalItem" });

const Proposal = z
  .object({
    id: id("One series for all matters."),
    title: string("As its author wrote it."),
    body: string("In the safe subset of Markdown: paragraphs, headings, emphasis, lists, quotes, links."),
    language: string("The language that it was written in."),
    category: Category,
    district: districtOrAll,
    place,
    state: MatterStateWord,
    stage: Stage,
    author: string()
      .nullable()
      .meta({ description: "Masked, as everyone sees it: 김○○. null for an import." }),
    support: Support,
    nextThreshold,
    crossings: z.array(Crossing),
    duties: z.array(Duty),
    forum,
    supplements: z.array(z.object({ html: string("Safe HTML."), createdAt: time() })),
    pictures: upTo(
      z.object({
        url: z.string().meta({ format: "uri-reference" }),
        alt: string("What it shows, for who cannot see it."),
        caption: string("The line under it; empty: none."),
        width: count(),
        height: count(),
      }),
      MOST_PICTURES,
    ),
    publishedAt: time(),
    closesAt: time("Agreements are taken up to here."),
    agreed: boolean("Whether who asks agreed with it; false without a session."),
  })
  .meta({ id: "Proposal" });

const supportOf = ({
  supportCount,
  importedCount,
  source,
}: Pick<ProposalSummary, "supportCount" | "importedCount" | "source">): z.input<typeof Support> =>
  source === null || importedCount === null
    ? { count: supportCount }
    : { count: supportCount, imported: { count: importedCount, source } };

export const proposalItem = (summary: ProposalSummary): z.input<typeof ProposalItem> => ({
  ...summary,
  support: supportOf(summary),
  forum: summary.forumId,
  publishedAt: summary.openedAt,
});

/** @param prefix what addresses in its space begin with */
export const proposalBody = (view: ProposalView, prefix: string): z.input<typeof Proposal> => ({
  ...view,
  author: view.authorName,
  support: supportOf(view),
  forum: view.forumId,
  pictures: view.pictures.map((picture) => ({
    ...picture,
    url: spacePath(prefix, `/pictures/${picture.id}`),
  })),
  publishedAt: view.openedAt,
  agreed: view.reader.supports,
});

/** The domain's own schema, with what the document says of it. */
function newProposal(directory: Directory) {
  const schema = proposalSchema(directory);
  const { title, body, category, district, place: marked } = schema.shape;
  return schema
    .extend({
      title: title.meta({ description: "One line." }),
      body: body.meta({
        description:
          "Markdown, the subset that is given back. No control characters, no bidirectional overrides.",
      }),
      category: category.meta(schemaRef("Category")),
      district: district.meta({
        anyOf: [schemaRef("District"), { type: "null" }, { const: "" }],
        description: "Left out, null or empty: the whole city.",
      }),
      place: marked.meta({
        anyOf: [schemaRef("Place"), { type: "null" }],
        description:
          "Left out or null: none. Within the box around the space's map; it is rounded to about 50 m.",
      }),
    })
    .meta({ id: "NewProposal", required: ["title", "body", "category"] });
}

const Agreement = z
  .object({ count: count("How many agree now."), agreed: boolean("Whether who asks does.") })
  .meta({ id: "Agreement" });

const proposal = pathMatter("The proposal. What can be no id, or is none of a proposal, is a 404.");

export const listProposals = {
  address: "/api/v1/proposals",
  method: "GET",
  permission: "public",
  operationId: "listProposals",
  tag: "proposals",
  summary: "A page of proposals",
  path: none,
  query: z.object({
    category: optional(Category, "Only of this category."),
    district: optional(District, "Only of this district."),
    state: optional(MatterStateWord, "Only in this state."),
    stage: optional(
      asked(PROPOSAL_STAGES),
      "Only at this stage; `forum`: those that a forum was opened about.",
    ),
    source: z
      .string()
      .optional()
      .meta({
        maxLength: 100,
        pattern: `^$|${patternOfText(1)}`,
        description: "Only imported from this source.",
      }),
    sort: optional(
      asked(PROPOSAL_ORDERS),
      "`closest` to their next threshold and `closing` soon are open ones only.",
    ).meta({ default: "newest" }),
    cursor,
  }),
  answers: {
    200: {
      description: "The page.",
      schema: page(ProposalItem, API_PAGE_SIZES.proposals),
      links: {
        ...linksTo(
          "$response.body#/items/0/id",
          "readProposal",
          "agree",
          "takeAgreementBack",
          "reportMatter",
        ),
        ...linksTo("$response.body#/items/0/forum", "readForum", "listOpinions", "giveOpinion"),
      },
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "sort", code: "unknown-choice" }],
} satisfies ReadOperation;

export const publishProposalOperation = {
  address: "/api/v1/proposals",
  method: "POST",
  permission: "proposal.publish",
  limit: "publish",
  operationId: "publishProposal",
  tag: "proposals",
  summary: "Publish a proposal",
  description: `Under the rules in force now, which it keeps. The same by the same person within thirty seconds,
until others stand behind it, is one: the second answer is the first proposal.`,
  path: none,
  query: none,
  body: newProposal,
  example: (directory: Directory) => ({
    title: "밤에도 밝은 골목",
    body: "가로등 사이가 너무 멉니다.",
    category: directory.categories[0]?.code,
  }),
  answers: {
    201: {
      description: "It is before the public.",
      schema: Proposal,
      headers: { Location: "Its address." },
      links: linksTo("$response.body#/id", "readProposal", "agree", "takeAgreementBack"),
    },
  },
  problems: [...WRITE_PROBLEMS, ...BODY_PROBLEMS],
  faults: [
    { field: "title", code: "too-long", values: { max: TITLE_LIMITS.max } },
    { field: "category", code: "required" },
  ],
} satisfies TextOperation;

export const readProposalOperation = {
  address: "/api/v1/proposals/{id}",
  method: "GET",
  permission: "public",
  operationId: "readProposal",
  tag: "proposals",
  summary: "One proposal with its crossings, duties and forum",
  path: proposal,
  query: none,
  answers: {
    200: {
      description: "The proposal.",
      schema: Proposal,
      links: {
        ...linksTo("$request.path.id", "agree", "takeAgreementBack", "listComments", "writeComment"),
        ...linksTo("$response.body#/forum", "readForum", "listOpinions", "giveOpinion"),
        ...linksTo("$response.body#/duties/0/id", "readDuty", "listReplies", "publishReply"),
      },
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

const agreement = {
  address: "/api/v1/proposals/{id}/agreement",
  permission: "proposal.support",
  limit: "touch",
  tag: "proposals",
  path: proposal,
  query: none,
  problems: [...WRITE_PROBLEMS, "matter-busy", "not-on-roll", "not-found", "not-yet-open", "matter-not-open"],
} as const;

export const agree = {
  ...agreement,
  method: "PUT",
  operationId: "agree",
  summary: "Agree",
  description: `Idempotent: each person counts once, whatever they repeat or race. An answer means that it is
durable. No body is needed; one that is sent is ignored.`,
  answers: {
    200: { description: "They agreed already.", schema: Agreement },
    201: {
      description: "They agree from now on.",
      schema: Agreement,
      links: linksTo("$request.path.id", "readProposal", "takeAgreementBack"),
    },
  },
} satisfies WriteOperation;

export const takeAgreementBack = {
  ...agreement,
  method: "DELETE",
  operationId: "takeAgreementBack",
  summary: "Take one's agreement back",
  description: `Idempotent, also for who never agreed. Possible while the proposal is open. Crossings that were
reached stay on record.`,
  answers: { 200: { description: "They do not agree.", schema: Agreement } },
} satisfies WriteOperation;
