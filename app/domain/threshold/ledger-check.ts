import type { Fault, LedgerCheck } from "#app/domain/ledger/fault.ts";
import { listLines } from "#db/queries/events.ts";
import { listRuleSets } from "#db/queries/rules.ts";
import { hashRules } from "./publish-rules.ts";
import { rulesOf } from "./rule.ts";

/** Each version of the rules is the one that its line speaks of. */
export const RULES_LEDGER_CHECK: LedgerCheck = async (db, spaceId) => {
  const lines = await listLines(db, spaceId, "rules-published");
  const sets = new Map((await listRuleSets(db, spaceId)).map((set) => [set.version, set]));
  const fault = (line: number | null): Fault => ({
    check: "rules",
    line,
    matter: null,
    says: "the rules are not those that the line speaks of, or one of the two is missing",
  });
  for (const { seq, data } of lines) {
    const set = sets.get(Number(data.version));
    if (!set) return fault(seq);
    const rules = rulesOf(set.rules);
    const numbers = rules.map((rule) => `${rule.code}=${rule.threshold}/${rule.days}d`);
    if (numbers.sort().join(" ") !== String(data.rules).split(" ").sort().join(" ")) return fault(seq);
    const { note, open_days: openDays, roll } = set;
    if (
      data.text !== undefined &&
      data.text !== hashRules({ note, openDays, roll: roll ?? undefined, rules })
    )
      return fault(seq);
  }
  return sets.size === lines.length ? undefined : fault(null);
};
