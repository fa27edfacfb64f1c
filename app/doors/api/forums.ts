import { z } from "zod";
import type { ForumSummary, ForumView, OpinionView } from "#app/domain/kinds/forum/read-forum.ts";
import { MOST_BACKGROUND_ITEMS, OPINION_LIMITS, opinionSchema } from "#app/domain/kinds/forum/schema.ts";
import { API_PAGE_SIZES } from "./api-page-sizes.ts";
import { Duty } from "./duties.ts";
import { asked, boolean, count, id, integer, none, pathMatter, string, time, upTo } from "./fields.ts";
import { linksTo, type ReadOperation, type TextOperation } from "./operation.ts";
import { BODY_PROBLEMS, WRITE_PROBLEMS } from "./problems.ts";
import { Category, Crossing, cursor, districtOrAll, MatterStateWord, maskedName, page } from "./words.ts";

const version = integer({ minimum: 1 }, "Grows when it is changed.");
const Stance = opinionSchema.shape.stance.meta({ id: "Stance" });

const BackgroundItem = z
  .object({
    position: count(),
    title: string(),
    body: string(),
    url: z.string().meta({ format: "uri" }).nullable(),
  })
  .meta({ id: "BackgroundItem" });

const StandingOpinion = z.object({ id: id(), stance: Stance, body: string(), version }).meta({
  id: "StandingOpinion",
});

const shared = {
  id: id("One series for all matters."),
  title: string(),
  state: MatterStateWord,
  category: Category,
  opensAt: time(),
  closesAt: time("Opinions are taken up to here."),
  participants: count("People with an opinion here, each once."),
  stances: z.object({ for: count(), against: count(), other: count() }),
  nextThreshold: count("Participants.").nullable().meta({ description: "The next rule ahead; null: none." }),
};

const ForumItem = z
  .object({
    ...shared,
    summary: string().nullable().meta({
      description: "Plain text, in the language of the answer; null: nobody wrote one.",
    }),
  })
  .meta({ id: "ForumItem" });

export const forumItem = (forum: ForumSummary): z.input<typeof ForumItem> => ({
  ...forum,
  opensAt: forum.openedAt,
});

const Forum = z
  .object({
    ...shared,
    district: districtOrAll,
    proposal: id("The proposal that it is about."),
    crossings: z.array(Crossing),
    duties: z.array(Duty).meta({ description: "The forum's own; the proposal's are with the proposal." }),
    background: upTo(BackgroundItem, MOST_BACKGROUND_ITEMS),
    opinion: StandingOpinion.nullable().meta({
      description: "Of who asks; null without one, and without a session.",
    }),
  })
  .meta({ id: "Forum" });

export const forumBody = (view: ForumView): z.input<typeof Forum> => ({
  ...view,
  proposal: view.proposal.id,
  opensAt: view.openedAt,
  // the proposal's own duties are with the proposal
  duties: view.duties.filter((duty) => duty.kind === "mayor-reply"),
  opinion: view.reader.opinion,
});

const Opinion = z
  .object({
    id: id(),
    stance: Stance,
    body: string(),
    author: maskedName,
    helpful: count("How many found it helpful."),
    changed: boolean("Whether it once said something else."),
    createdAt: time(),
    replyCount: count("How many replies it has."),
    replies: upTo(
      z.object({ id: id(), body: string(), author: maskedName, createdAt: time() }),
      20,
      "The first of them, oldest first.",
    ),
  })
  .meta({ id: "Opinion" });

export const opinionItem = (opinion: OpinionView): z.input<typeof Opinion> => ({
  ...opinion,
  author: opinion.authorName,
  replies: opinion.replies.map((reply) => ({ ...reply, author: reply.authorName })),
});

const NewOpinion = opinionSchema
  .extend({ stance: Stance, body: opinionSchema.shape.body.meta({ description: "Plain text." }) })
  .meta({ id: "NewOpinion" });

const GivenOpinion = z
  .object({ id: id(), version, stance: Stance, body: string("As it is kept."), participants: count() })
  .meta({ id: "GivenOpinion" });

const forum = pathMatter("The forum.");

export const listForums = {
  address: "/api/v1/forums",
  method: "GET",
  permission: "public",
  operationId: "listForums",
  tag: "forums",
  summary: "A page of forums, newest first",
  path: none,
  query: z.object({ cursor }),
  answers: {
    200: {
      description: "The page.",
      schema: page(ForumItem, API_PAGE_SIZES.forums),
      links: linksTo(
        "$response.body#/items/0/id",
        "readForum",
        "listOpinions",
        "giveOpinion",
        "readOpinionMap",
      ),
    },
  },
  problems: ["invalid-input", "unavailable"],
  faults: [{ field: "cursor", code: "unknown-choice" }],
} satisfies ReadOperation;

export const readForumOperation = {
  address: "/api/v1/forums/{id}",
  method: "GET",
  permission: "public",
  operationId: "readForum",
  tag: "forums",
  summary: "One forum",
  path: forum,
  query: none,
  answers: {
    200: {
      description: "The forum.",
      schema: Forum,
      links: {
        ...linksTo("$response.body#/id", "listOpinions", "giveOpinion", "readOpinionMap"),
        ...linksTo("$response.body#/proposal", "readProposal"),
      },
    },
  },
  problems: ["not-found", "unavailable"],
} satisfies ReadOperation;

export const listOpinions = {
  address: "/api/v1/forums/{id}/opinions",
  method: "GET",
  permission: "public",
  operationId: "listOpinions",
  tag: "forums",
  summary: "A page of opinions",
  path: forum,
  query: z.object({
    stance: Stance.optional().meta({ description: "Only of this stance." }),
    sort: asked(["helpful", "newest"])
      .default("newest")
      .meta({ default: "newest", description: "The order." }),
    cursor,
  }),
  answers: { 200: { description: "The page.", schema: page(Opinion, API_PAGE_SIZES.opinions) } },
  problems: ["not-found", "invalid-input", "unavailable"],
  faults: [{ field: "stance", code: "unknown-choice" }],
} satisfies ReadOperation;

export const giveOpinionOperation = {
  address: "/api/v1/forums/{id}/opinions",
  method: "POST",
  permission: "forum.take-part",
  limit: "text",
  operationId: "giveOpinion",
  tag: "forums",
  summary: "Give one's opinion, or change it",
  description:
    "One standing opinion a person; what it said before is kept as a version. Saying the same again changes nothing.",
  path: forum,
  query: none,
  body: () => NewOpinion,
  example: () => ({ stance: "for", body: "막차를 놓친 사람에게 꼭 필요합니다." }),
  answers: {
    200: { description: "Changed: version 2 or later stands.", schema: GivenOpinion },
    201: {
      description: "Version 1 stands.",
      schema: GivenOpinion,
      links: linksTo("$request.path.id", "listOpinions", "giveOpinion"),
    },
  },
  problems: [
    ...WRITE_PROBLEMS,
    "matter-busy",
    ...BODY_PROBLEMS,
    "not-on-roll",
    "not-found",
    "not-yet-open",
    "matter-not-open",
  ],
  faults: [{ field: "body", code: "too-short", values: { min: OPINION_LIMITS.min } }],
} satisfies TextOperation;
