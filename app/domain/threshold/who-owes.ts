import type { Queryable } from "#db/client.ts";
import { findHead, listCategories } from "#db/queries/spaces.ts";
import type { ConsequenceCode } from "./rule.ts";

/** Who of a space could be owing a reply. */
export interface Debtors {
  /** Categories that no office answers for. */
  unanswered: string[];
  hasHead: boolean;
}

export async function findDebtors(db: Queryable, spaceId: number): Promise<Debtors> {
  const [categories, head] = await Promise.all([listCategories(db, spaceId), findHead(db, spaceId)]);
  return {
    unanswered: categories.filter(({ office_code }) => office_code === null).map(({ code }) => code),
    hasHead: head !== undefined,
  };
}

/** Whether there is always somebody who owes what a rule asks for. */
export function isOwed({ consequence }: { consequence: ConsequenceCode }, debtors: Debtors): boolean {
  switch (consequence) {
    case "department-reply":
      return debtors.unanswered.length === 0;
    case "mayor-reply":
      return debtors.hasHead;
    case "forum":
      return true;
  }
}

/**
 * Refuses rules that nobody could owe. Asked when they are published and not when a matter reaches them: by then the
 * support that reaches the number could not be written, and what people were promised would come from nobody.
 */
export function checkOwed(rules: { code: string; consequence: ConsequenceCode }[], debtors: Debtors): void {
  const unowed = rules.find((rule) => !isOwed(rule, debtors));
  if (!unowed) return;
  const why =
    unowed.consequence === "mayor-reply"
      ? "the space has no office of kind mayor or head"
      : `no office answers for ${debtors.unanswered.join(", ")}, and there is no administration or head`;
  throw new Error(`Nobody could owe what the rule ${unowed.code} asks for: ${why}.`);
}
