import { readFile } from "node:fs/promises";
import { z } from "zod";

const said = z.object({ ko: z.string(), en: z.string(), ja: z.string() });

/** A residents' vote of the demonstration, as it stands in db/seed/votes.json. */
const voteText = z.object({
  title: said,
  question: said,
  choices: z.object({ first: said, second: said }).nullable(),
  arguments: z.object({ first: said, second: said }),
  by: z.enum(["council", "head"]),
  reference: z.string(),
  category: z.string(),
  notice: z.string(),
  places: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      district: z.string(),
      eligible: z.number(),
      /** Votes for the first and the second side and invalid ones; left out: it is still ahead. */
      counted: z.tuple([z.number(), z.number(), z.number()]).optional(),
    }),
  ),
});
export type VoteText = z.output<typeof voteText>;

export async function readVoteTexts(): Promise<VoteText[]> {
  const path = new URL("../../db/seed/votes.json", import.meta.url);
  return z.array(voteText).parse(JSON.parse(await readFile(path, "utf8")));
}
