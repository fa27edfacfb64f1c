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

/** Every version with its rules, newest first. */
export async function listRuleSets(db: Queryable, spaceId: number) {
  const sets = await db
    .selectFrom("rule_set")
    .selectAll()
    .where("space_id", "=", spaceId)
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

export async function insertCrossing(tx: Tx, crossing: NewRow<"crossing">): Promise<void> {
  await tx.insertInto("crossing").values(crossing).execute();
}

export function listCrossings(db: Queryable, matterIds: number[]) {
  return db
    .selectFrom("crossing")
    .innerJoin("rule", "rule.id", "crossing.rule_id")
    .select([
      "crossing.matter_id",
      "crossing.threshold",
      "crossing.crossed_at",
      "crossing.support_serial",
      "rule.code",
      "rule.consequence",
    ])
    .where("crossing.matter_id", "in", matterIds)
    .orderBy("crossing.threshold")
    .execute();
}

/** A crossing with what is needed to tell people about it. */
export function findCrossing(db: Queryable, matterId: number, ruleId: number) {
  return (
    db
      .selectFrom("crossing")
      .innerJoin("rule", "rule.id", "crossing.rule_id")
      .innerJoin("matter", "matter.id", "crossing.matter_id")
      .innerJoin("category", (join) =>
        join
          .onRef("category.space_id", "=", "matter.space_id")
          .onRef("category.code", "=", "matter.category"),
      )
      .leftJoin("duty", (join) =>
        join
          .onRef("duty.matter_id", "=", "crossing.matter_id")
          .onRef("duty.rule_id", "=", "crossing.rule_id"),
      )
      // who owes something for it; a forum is nobody's duty, but the responsible department's concern
      .innerJoin("office", (join) =>
        join.on((eb) => eb("office.id", "=", eb.fn.coalesce("duty.office_id", "category.office_id"))),
      )
      .leftJoin("forum", "forum.proposal_id", "crossing.matter_id")
      .select([
        "crossing.matter_id",
        "crossing.rule_id",
        "crossing.threshold",
        "crossing.support_serial",
        "rule.consequence",
        "matter.title",
        "matter.kind",
        "matter.author_id",
        "duty.due_at",
        "office.id as office_id",
        "office.name as office_name",
        "forum.matter_id as forum_id",
      ])
      .where("crossing.matter_id", "=", matterId)
      .where("crossing.rule_id", "=", ruleId)
      .executeTakeFirst()
  );
}
