import { z } from "zod";
import { choice, line, text } from "#app/domain/input.ts";
import type { CouncilDecision, DraftArticle, DriveDraft } from "#db/tables/drive-draft.ts";

export const DECISION_LIMITS = { reasons: { min: 0, max: 5_000 }, article: { min: 0, max: 10_000 } };
const OUTCOMES = ["adopted", "amended", "rejected"] as const satisfies CouncilDecision["outcome"][];
const MOST_ARTICLES = 100;

const votes = z
  .string()
  .trim()
  .transform((value, context) => {
    if (/^\d{1,4}$/.test(value)) return Number(value);
    context.addIssue({ code: "custom", message: value === "" ? "required" : "not-text" });
    return z.NEVER;
  });

const article = z.object({
  number: line({ min: 1, max: 20 }),
  title: line({ min: 0, max: 100 }),
  proposed: text(DECISION_LIMITS.article),
});

/** A form's fields; those of an article are `articles.0.number` and so on. */
export const decisionSchema = z
  .object({
    outcome: choice(OUTCOMES),
    for: votes,
    against: votes,
    abstained: votes,
    reasons: text(DECISION_LIMITS.reasons),
    articles: z.array(article).max(MOST_ARTICLES),
  })
  .superRefine(({ outcome, articles, ...counts }, context) => {
    if (counts.for + counts.against + counts.abstained === 0)
      context.addIssue({ code: "custom", path: ["for"], message: "required" });
    if (outcome === "amended" && articles.every(({ proposed }) => proposed === ""))
      context.addIssue({ code: "custom", path: ["articles.0.proposed"], message: "required" });
  });

/** The articles of a form: one that was left empty is no part of what was adopted. */
export function articlesOfForm(fields: Record<string, string>): Record<string, string>[] {
  const articles: Record<string, string>[] = [];
  for (let place = 0; place < MOST_ARTICLES && `articles.${place}.number` in fields; place += 1) {
    const part = (name: string) => fields[`articles.${place}.${name}`] ?? "";
    const one = { number: part("number"), title: part("title"), proposed: part("proposed") };
    if (Object.values(one).some((value) => value.trim() !== "")) articles.push(one);
  }
  return articles;
}

/** What the council adopted: the draft itself, the text as amended, or nothing. */
export function decisionOf(
  { outcome, reasons, articles, ...counts }: z.output<typeof decisionSchema>,
  draft: DriveDraft,
): CouncilDecision {
  const votesOf = { for: counts.for, against: counts.against, abstained: counts.abstained };
  const asAsked: DraftArticle[] = draft.articles;
  const amended = articles
    .filter(({ proposed }) => proposed !== "")
    .map(({ number, title, proposed }): DraftArticle => ({ number, title, current: null, proposed }));
  const text = { adopted: asAsked, amended, rejected: [] }[outcome];
  return { outcome, votes: votesOf, articles: text, reasons };
}
