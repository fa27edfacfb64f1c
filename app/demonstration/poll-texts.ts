import { readFile } from "node:fs/promises";
import { z } from "zod";

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
  content: z.record(z.string(), z.unknown()),
  /** Of each question, how likely each choice or step of its scale is. */
  weights: z.record(z.string(), weights),
  /** Of an optional question, how many answer it; left out: all. */
  answered: z.record(z.string(), z.number()),
  texts: z.array(z.string()),
});
export type PollText = z.output<typeof pollText>;

export async function readPollTexts(): Promise<PollText[]> {
  const path = new URL("../../db/seed/polls.json", import.meta.url);
  return z.array(pollText).parse(JSON.parse(await readFile(path, "utf8")));
}
