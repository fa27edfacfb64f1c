import type { PathsObject, SchemaObject } from "openapi3-ts/oas31";
import { answer, array, nullable, object, ref, string, time } from "./parts.ts";
import { problems } from "./problems.ts";
import { read } from "./shared.ts";

const version = { type: "integer", minimum: 1 } as const;
const days = (description: string): SchemaObject => ({ type: "integer", minimum: 1, description });

export const ruleSchemas: Record<string, SchemaObject> = {
  Rule: {
    ...object({
      code: string("Its name in crossings."),
      matterKind: ref("RuleMatterKind"),
      measure: ref("Measure"),
      threshold: { type: "integer", minimum: 1 },
      consequence: ref("Consequence"),
      days: days("That an office has for the duty; for a forum, that it stays open."),
    }),
    description: "When `measure` reaches `threshold` on a matter of this kind, then `consequence`.",
  },
  RuleSet: object({
    version,
    note: string("Why it was published."),
    openDays: days("That a proposal gathers agreements."),
    publishedAt: time(""),
    rules: array(ref("Rule")),
  }),
  Rules: object({
    items: { ...array(ref("Rule")), description: "In force now." },
    version: nullable(version),
    versions: { ...array(ref("RuleSet")), description: "Every version, newest first." },
    next: { type: "null" },
  }),
};

export const rulePaths: PathsObject = {
  "/api/v1/rules": {
    get: {
      operationId: "readRules",
      tags: ["rules"],
      summary: "The rules in force, and every version before them",
      description: "A matter keeps the version that it was published under.",
      ...read(),
      responses: { 200: answer("The rules.", ref("Rules")), ...problems(["unavailable"]) },
    },
  },
};
