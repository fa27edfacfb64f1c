import { readFile } from "node:fs/promises";
import { z } from "zod";
import { STANCES } from "#app/domain/kinds/forum/schema.ts";
import { hidingSchema, statementSchema } from "#app/domain/opinion-map/schema.ts";
import { DECISIONS } from "#db/tables/duty.ts";

/** The demonstration city's texts, as they stand in db/seed: written for it, checked when they are read. */
const localized = z.object({ ko: z.string(), en: z.string(), ja: z.string() });

const opinionText = z.object({
  stance: z.enum(STANCES),
  body: z.string(),
  helpful: z.number().int().min(0).default(0),
  replies: z.array(z.string()).default([]),
});
export type OpinionText = z.output<typeof opinionText>;

/** Leanings: a letter a group, for agree, disagree and pass. */
export const opinionMapText = z.object({
  groups: z.array(z.number().int()),
  statements: z.array(statementSchema.extend({ leanings: z.string().regex(/^[adp]+$/) })),
  hidden: statementSchema.extend(hidingSchema.shape),
});
export type OpinionMapText = z.output<typeof opinionMapText>;

const forumText = z.object({
  question: localized,
  background: z.array(z.object({ title: z.string(), body: z.string() })),
  opinions: z.array(opinionText).default([]),
  /** Replies to be spread below opinions, where the opinions themselves carry none. */
  replies: z.array(z.string()).default([]),
  map: opinionMapText.optional(),
});
export type ForumText = z.output<typeof forumText>;

const proposalText = z.object({
  slug: z.string(),
  category: z.string(),
  district: z.string().nullable(),
  publishedDaysAgo: z.number(),
  support: z.number().int(),
  title: localized,
  summary: localized,
  body: z.string(),
  reply: z
    .object({
      decision: z.enum(DECISIONS),
      afterDays: z.number(),
      /** Of one that is studied further: in how many days the next reply is promised. */
      nextInDays: z.number().optional(),
      body: z.string(),
    })
    .optional(),
  supplement: z.object({ afterDays: z.number(), body: z.string() }).optional(),
  forum: forumText.optional(),
  comments: z
    .array(z.object({ afterDays: z.number(), body: z.string(), answer: z.string().optional() }))
    .default([]),
});
export type ProposalText = z.output<typeof proposalText>;

const FOLDER = new URL("../../db/seed/", import.meta.url);
const FILES = ["other-1", "other-2", "transport-safety", "city"];

const read = (path: string) => readFile(new URL(path, FOLDER), "utf8");

export async function readCityFile(): Promise<unknown> {
  return JSON.parse(await read("city.json"));
}

export const readCityMap = () => read("city-map.geojson");

/** The 114 proposals; the night bus with its forum of 999 opinions and its opinion map, which stand in files of their own. */
export async function readProposalTexts(): Promise<ProposalText[]> {
  const texts = await Promise.all(FILES.map((file) => read(`proposals/${file}.json`)));
  const proposals = texts.flatMap((text) => z.array(proposalText).parse(JSON.parse(text)));
  const forum = forumText.parse(JSON.parse(await read("forums/night-loop-bus.json")));
  forum.map = opinionMapText.parse(JSON.parse(await read("forums/night-loop-bus-map.json")));
  const opinions = await Promise.all(["a", "b"].map((part) => read(`forums/night-loop-bus-${part}.tsv`)));
  forum.opinions = opinions.flatMap((lines) =>
    lines
      .trim()
      .split("\n")
      .map((row, index) => {
        const [stance, body] = row.split("\t");
        // Some readers marked some opinions: most none, a few many.
        return opinionText.parse({ stance, body, helpful: index % 9 === 0 ? (index * 7) % 29 : 0 });
      }),
  );
  return proposals.map((proposal) =>
    proposal.slug === "night-loop-bus" ? { ...proposal, forum } : proposal,
  );
}
