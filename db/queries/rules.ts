import type { Queryable, Tx } from "../client.ts";
import type { NewRow } from "../tables/tables.ts";

export function listRules(db: Queryable, ruleSetId: number) {
  return db
    .selectFrom("rule")
    .selectAll()
    .where("rule_set_id", "=", ruleSetId)
    .orderBy("threshold")
    .execute();
}

/** The rule set that new matters are published under: the newest. */
export function findCurrentRuleSet(db: Queryable, spaceId: number) {
  return db
    .selectFrom("rule_set")
    .selectAll()
    .where("space_id", "=", spaceId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Every version with its rules, newest first; `roll` is the code of the roll that proposals count, null: persons. */
export async function listRuleSets(db: Queryable, spaceId: number) {
  const sets = await db
    .selectFrom("rule_set")
    .leftJoin("roll", "roll.id", "rule_set.roll_id")
    .selectAll("rule_set")
    .select("roll.code as roll")
    .where("rule_set.space_id", "=", spaceId)
    .orderBy("version", "desc")
    .execute();
  if (sets.length === 0) return [];
  const ids = sets.map((set) => set.id);
  const rules = await db
    .selectFrom("rule")
    .selectAll()
    .where("rule_set_id", "in", ids)
    .orderBy("threshold")
    .execute();
  return sets.map((set) => ({ ...set, rules: rules.filter((rule) => rule.rule_set_id === set.id) }));
}

/** Adds a version. The unique key (space, version) refuses the second of two operators who publish at once. */
export async function insertRuleSet(
  tx: Tx,
  set: NewRow<"rule_set">,
  rules: Omit<NewRow<"rule">, "rule_set_id">[],
): Promise<number> {
  const { id } = await tx.insertInto("rule_set").values(set).returning("id").executeTakeFirstOrThrow();
  await tx
    .insertInto("rule")
    .values(rules.map((rule) => ({ ...rule, rule_set_id: id })))
    .execute();
  return id;
}

/** The code of a rule by its id, as jobs of the version before name it. */
export async function findRuleCode(db: Queryable, ruleId: number): Promise<string | undefined> {
  const rule = await db.selectFrom("rule").select("code").where("id", "=", ruleId).executeTakeFirst();
  return rule?.code;
}
