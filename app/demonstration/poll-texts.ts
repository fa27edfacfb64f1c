import { readFile } from "node:fs/promises";
import { z } from "zod";
import { POLL_TEMPLATES } from "#app/domain/kinds/poll/templates.ts";
import { DECISIONS } from "#db/tables/duty.ts";
import { opinionMapText } from "./texts.ts";

const weights = z.array(z.number().min(0));

/** A poll of the demonstration, as it stands in db/seed/polls.json: what is asked, and how people answered. */
const pollText = z.object({
  office: z.string(),
  approver: z.string(),
  madeDaysAgo: z.number(),
  opensDaysAgo: z.number(),
  /** Below zero: it closes so many days from now. */
  closesDaysAgo: z.number(),
  voters: z.number().int().min(0),
  /** Which citizens are among the voters. */
  offset: z.number().int().min(0),
  /** What its office began from. */
  template: z.enum(POLL_TEMPLATES).optional(),
  /** What it wrote itself. */
  content: z.record(z.string(), z.unknown()),
  /** The proposals that it comes from, by the names of their texts. */
  related: z.array(z.string()).default([]),
  /** Of each question, how likely each choice or step of its scale is. */
  weights: z.record(z.string(), weights),
  /** Of an optional question, how many answer it; left out: all. */
  answered: z.record(z.string(), z.number()),
  texts: z.array(z.string()),
  /** Of choices by their ids, as drawings in db/seed/pictures, with what they show. */
  pictures: z
    .record(
      z.string(),
      z.object({ file: z.string(), alt: z.object({ ko: z.string(), en: z.string(), ja: z.string() }) }),
    )
    .default({}),
  /** Of a poll with an opinion map: what is said there. */
  map: opinionMapText.optional(),
  /** Somebody who has begun and not sent: the number of their login, the page that they are at, and their answers so far. */
  begun: z
    .object({ citizen: z.int(), page: z.int().min(0), fields: z.record(z.string(), z.string()) })
    .optional(),
  /** What the office said would follow. */
  reply: z.object({ afterDays: z.number(), decision: z.enum(DECISIONS), body: z.string() }).optional(),
});
export type PollText = z.output<typeof pollText>;

/** A drawing of db/seed/pictures, as SVG. */
export const readDrawing = (file: string): Promise<Buffer> =>
  readFile(new URL(`../../db/seed/pictures/${file}`, import.meta.url));

export async function readPollTexts(): Promise<PollText[]> {
  const path = new URL("../../db/seed/polls.json", import.meta.url);
  return z.array(pollText).parse(JSON.parse(await readFile(path, "utf8")));
}
