import { z } from "zod";
import { integer, none, string, time } from "./fields.ts";
import type { ReadOperation } from "./operation.ts";
import { ConsequenceWord, MeasureWord, RuleMatterKindWord } from "./words.ts";

const version = integer({ minimum: 1 });
const days = (description: string) => integer({ minimum: 1 }, description);

const Rule = z
  .object({
    code: string("Its name in crossings."),
    matterKind: RuleMatterKindWord,
    measure: MeasureWord,
    threshold: integer({ minimum: 1 }),
    consequence: ConsequenceWord,
    days: days("That an office has for the duty; for a forum, that it stays open."),
  })
  .meta({
    id: "Rule",
    description: "When `measure` reaches `threshold` on a matter of this kind, then `consequence`.",
  });

const RuleSet = z
  .object({
    version,
    note: string("Why it was published."),
    openDays: days("That a proposal gathers agreements."),
    publishedAt: time(),
    rules: z.array(Rule),
  })
  .meta({ id: "RuleSet" });

const Rules = z
  .object({
    items: z.array(Rule).meta({ description: "In force now." }),
    version: version.nullable(),
    versions: z.array(RuleSet).meta({ description: "Every version, newest first." }),
    next: z.null(),
  })
  .meta({ id: "Rules" });

export const readRules = {
  address: "/api/v1/rules",
  method: "GET",
  permission: "public",
  operationId: "readRules",
  tag: "rules",
  summary: "The rules in force, and every version before them",
  description: "A matter keeps the version that it was published under.",
  path: none,
  query: none,
  answers: { 200: { description: "The rules.", schema: Rules } },
  problems: ["unavailable"],
} satisfies ReadOperation;
