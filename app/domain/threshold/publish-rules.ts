import { z } from "zod";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import { hashTexts, type TextHash } from "#app/domain/ledger/text-hash.ts";
import type { Tx } from "#db/client.ts";
import { findRoll } from "#db/queries/rolls.ts";
import { findCurrentRuleSet, insertRuleSet } from "#db/queries/rules.ts";
import { RULE_MATTER_KINDS, type RuleMatterKind } from "#db/tables/threshold.ts";
import { type ConsequenceCode, DEFAULT_RULES, RULES_OF, ruleRow } from "./rule.ts";
import { checkOwed, findDebtors } from "./who-owes.ts";

const days = z.number().int().min(1).max(3650);

function leadsTo(kind: RuleMatterKind, consequence: ConsequenceCode): boolean {
  const possible: readonly ConsequenceCode[] = RULES_OF[kind].leadsTo;
  return possible.includes(consequence);
}

/** A rule set as a file gives it: `npm run rules -- publish rules.json`. */
export const ruleSetSchema = z.strictObject({
  note: z.string().min(1).max(500),
  /** How long a new proposal gathers agreements. */
  openDays: days,
  /** The code of the roll whose entries a proposal counts; without it, a proposal counts persons. */
  roll: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional(),
  rules: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z0-9-]{1,40}$/),
        matterKind: z.enum(RULE_MATTER_KINDS),
        measure: z.enum(["agreements", "participants"]),
        threshold: z.number().int().min(1).max(100_000_000),
        consequence: z.enum(["department-reply", "forum", "mayor-reply"]),
        days,
      }),
    )
    .min(1)
    .refine((rules) => rules.every((rule) => leadsTo(rule.matterKind, rule.consequence)), {
      error: "only a proposal can open a forum",
    })
    .refine((rules) => rules.every((rule) => rule.measure === RULES_OF[rule.matterKind].measure), {
      error: "a proposal counts agreements, a forum or a poll participants",
    }),
});
export type RuleSetInput = z.output<typeof ruleSetSchema>;

export const DEFAULT_RULE_SET: RuleSetInput = {
  note: "기본 기준 · City defaults · 市の基本基準",
  openDays: 30,
  rules: DEFAULT_RULES,
};

/** The hash of a rule set: of its note, days and roll, and of its rules in the order of their codes. */
export function hashRules({ note, openDays, roll, rules }: RuleSetInput): TextHash {
  const ordered = rules.map(({ code, matterKind, measure, threshold, consequence, days }) => ({
    code,
    matterKind,
    measure,
    threshold,
    consequence,
    days,
  }));
  ordered.sort((a, b) => (a.code < b.code ? -1 : 1));
  return hashTexts({ note, openDays, roll: roll ?? null, rules: ordered });
}

/**
 * Publishes the next version of the rules. Matters that are out already keep the version they came under.
 *
 * @returns the version's number
 * @throws an error that says so when nobody in the space could owe what a rule asks for, or it has no such roll
 * @throws the database's unique violation when another operator published the same number first
 */
export async function publishRules(tx: Tx, spaceId: number, input: RuleSetInput, now: Date): Promise<number> {
  checkOwed(input.rules, await findDebtors(tx, spaceId));
  const roll = input.roll === undefined ? undefined : await findRoll(tx, spaceId, input.roll);
  if (input.roll !== undefined && !roll)
    throw new Error(`The space has no roll "${input.roll}": npm run roll -- load FILE.csv SPACE`);
  const version = ((await findCurrentRuleSet(tx, spaceId))?.version ?? 0) + 1;
  await insertRuleSet(
    tx,
    {
      space_id: spaceId,
      version,
      note: input.note,
      open_days: input.openDays,
      published_at: now,
      roll_id: roll?.id ?? null,
    },
    input.rules.map(ruleRow),
  );
  const thresholds = input.rules.map((rule) => `${rule.code}=${rule.threshold}/${rule.days}d`).join(" ");
  await appendToLedger(tx, [
    {
      spaceId,
      matterId: null,
      kind: "rules-published",
      at: now,
      data: {
        version,
        rules: thresholds,
        roll: roll?.code ?? null,
        text: hashRules(input),
      },
    },
  ]);
  return version;
}
