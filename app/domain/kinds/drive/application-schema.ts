import { z } from "zod";
import { choice, line, text } from "#app/domain/input.ts";
import type { DraftArticle } from "#db/tables/drive-draft.ts";
import type { REQUEST_TEXTS, StatuteDefinition } from "#db/tables/statute-definition.ts";

export const APPLICATION_LIMITS = {
  title: { min: 2, max: 100 },
  target: { min: 2, max: 200 },
  summary: { min: 10, max: 500 },
  reasons: { min: 10, max: 5_000 },
  costs: { min: 2, max: 2_000 },
  articleNumber: { min: 1, max: 30 },
  articleTitle: { min: 0, max: 100 },
  articleText: { min: 1, max: 4_000 },
  note: { min: 2, max: 2_000 },
} as const;
export const MOST_ARTICLES = 40;

/** The steps of an application in their order; which of them a statute has: `stepsOf`. */
const APPLICATION_STEPS = ["subject", "text", "reasons", "checks", "people", "review"] as const;
export type ApplicationStep = (typeof APPLICATION_STEPS)[number];

export type TextShape = (typeof REQUEST_TEXTS)[number];

/** What the text of this request is: new articles, ones to be repealed, both side by side, or none. */
export function textShapeOf(statute: StatuteDefinition, request: string): TextShape {
  return statute.requests.find(({ code }) => code === request)?.text ?? "none";
}

export function stepsOf(statute: StatuteDefinition, request: string): ApplicationStep[] {
  const left = new Set<ApplicationStep>();
  if (textShapeOf(statute, request) === "none") left.add("text");
  if (statute.exclusions.length === 0) left.add("checks");
  return APPLICATION_STEPS.filter((step) => !left.has(step));
}

/** The step in which a field of the application is filled in. */
export function stepOfField(field: string): ApplicationStep {
  if (field.startsWith("articles")) return "text";
  if (field.startsWith("exclusions")) return "checks";
  return field === "reasons" || field === "costs" ? "reasons" : "subject";
}

const codes = (items: readonly { code: string }[]) => {
  const [first, ...rest] = items.map(({ code }) => code);
  return first === undefined ? z.null() : choice([first, ...rest]);
};
const free = (max: number) => text({ min: 0, max }).default("");
const freeLine = (max: number) => line({ min: 0, max }).default("");
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/** What a step's form may hold while it is written: anything that can be kept. */
export function draftSchemas(statute: StatuteDefinition, categories: readonly { code: string }[]) {
  const { title, target, summary, reasons, costs, articleNumber, articleTitle, articleText } =
    APPLICATION_LIMITS;
  const article = z.object({
    number: freeLine(articleNumber.max),
    title: freeLine(articleTitle.max),
    current: free(articleText.max).nullable(),
    proposed: free(articleText.max).nullable(),
  });
  return {
    subject: z.object({
      request: codes(statute.requests),
      title: freeLine(title.max),
      target: freeLine(target.max),
      targetCode: orNull(codes(statute.targets)),
      category: codes(categories),
      summary: free(summary.max),
    }),
    text: z.object({ articles: z.array(article).max(MOST_ARTICLES, { error: "too-long" }) }),
    reasons: z.object({ reasons: free(reasons.max), costs: free(costs.max) }),
    checks: z.object({
      exclusions: z.partialRecord(
        z.string().refine((code) => statute.exclusions.some((item) => item.code === code)),
        z.boolean(),
      ),
    }),
  };
}

/** An application as it may be handed in: whole, and nothing of it excluded. */
export function applicationSchema(statute: StatuteDefinition, request: string) {
  const { title, target, summary, reasons, costs, articleNumber, articleTitle, articleText } =
    APPLICATION_LIMITS;
  const shape = textShapeOf(statute, request);
  const wanted = (side: "current" | "proposed") => shape === side || shape === "both";
  const article = z.object({
    number: line(articleNumber),
    title: line(articleTitle),
    // Side by side, one of the two may be missing: an article that is new, or one that goes.
    current: shape === "current" ? text(articleText) : free(articleText.max).nullable(),
    proposed: shape === "proposed" ? text(articleText) : free(articleText.max).nullable(),
  });
  return z
    .object({
      title: line(title),
      target: statute.subject === "petition" ? freeLine(target.max) : line(target),
      targetCode: statute.targets.length > 0 ? codes(statute.targets) : z.null(),
      summary: text(summary),
      reasons: text(reasons),
      costs: statute.subject === "ordinance" ? text(costs) : free(costs.max),
      articles:
        shape === "none"
          ? z.array(article)
          : z.array(article).min(1, { error: "required" }).max(MOST_ARTICLES, { error: "too-long" }),
      // A rule of its own, and not of the whole: that is not asked while another part is unfinished, and what nobody has
      // answered would pass for answered.
      exclusions: z.record(z.string(), z.boolean()).superRefine((answers, context) => {
        for (const { code } of statute.exclusions) {
          if (answers[code]) context.addIssue({ code: "custom", path: [code], message: "excluded" });
          else if (answers[code] === undefined)
            context.addIssue({ code: "custom", path: [code], message: "required" });
        }
      }),
    })
    .superRefine(({ articles }, context) => {
      const fault = (path: PropertyKey[], message: string) =>
        context.addIssue({ code: "custom", path, message });
      if (shape === "both")
        articles.forEach((item, index) => {
          if (!item.current && !item.proposed) fault(["articles", index, "proposed"], "required");
        });
      if (wanted("proposed") && wanted("current") && articles.length > 0 && !articles.some(isChanged))
        fault(["articles"], "unchanged");
    });
}

function isChanged({ current, proposed }: Pick<DraftArticle, "current" | "proposed">): boolean {
  return (current ?? "") !== (proposed ?? "");
}

export const noteSchema = z.object({ note: text(APPLICATION_LIMITS.note) });
