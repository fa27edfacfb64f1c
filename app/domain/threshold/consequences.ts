import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import type { LedgerEntry } from "#app/domain/ledger/ledger.ts";
import type { Tx } from "#db/client.ts";
import { insertDuty } from "#db/queries/duties.ts";
import { insertForum } from "#db/queries/forums.ts";
import { enqueue } from "#db/queries/jobs.ts";
import { copyTranslations, insertMatter } from "#db/queries/matters.ts";
import { insertCrossing } from "#db/queries/rules.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { findHead, findResponsibleOffice } from "#db/queries/spaces.ts";
import type { SupportedMatter } from "#db/queries/supports.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import { nextThreshold, type Rule } from "./rule.ts";

/**
 * What follows when a matter reaches a rule: the crossing, its duty or forum, the mails. The caller holds the
 * matter's row lock and appends the returned lines to the ledger in the same transaction.
 *
 * @param serial which support it was that made the count the threshold
 * @param at when that support arrived
 */
export async function applyRule(
  tx: Tx,
  matter: SupportedMatter & { kind: RuleMatterKind },
  rule: Rule,
  allRules: Rule[],
  reached: { serial: number; at: Date },
): Promise<LedgerEntry[]> {
  const { at, serial } = reached;
  await insertCrossing(tx, {
    matter_id: matter.id,
    rule_id: rule.id,
    threshold: rule.threshold,
    crossed_at: at,
    support_serial: serial,
  });
  await enqueue(tx, "tell-crossing", { matterId: matter.id, ruleId: rule.id, afterSerial: 0 });
  await noteSearchChanges(tx, [{ kind: matter.kind, id: matter.id }]);
  const line = { spaceId: matter.space_id, matterId: matter.id, at };
  const reachedLine: LedgerEntry = {
    ...line,
    kind: "reached",
    data: { rule: rule.code, measure: rule.measure, threshold: rule.threshold },
  };

  switch (rule.consequence) {
    case "forum": {
      const forum = await openForum(tx, matter, rule, allRules, at);
      const data = { forum: forum.id, closesAt: forum.closesAt.toISOString() };
      return [reachedLine, { ...line, kind: "forum-opened", data }];
    }
    case "department-reply":
    case "mayor-reply": {
      const office =
        rule.consequence === "mayor-reply"
          ? await findHead(tx, matter.space_id)
          : await findResponsibleOffice(tx, matter.space_id, matter.category);
      if (!office) throw new Error(`Nobody owes what the rule ${rule.code} asks for.`);
      const dueAt = endOfPeriod(at, rule.days);
      const duty = await insertDuty(tx, {
        matter_id: matter.id,
        space_id: matter.space_id,
        rule_id: rule.id,
        kind: rule.consequence,
        office_id: office.id,
        opened_at: at,
        due_at: dueAt,
        met_at: null,
      });
      const data = { duty, kind: rule.consequence, office: office.code, dueAt: dueAt.toISOString() };
      return [reachedLine, { ...line, kind: "duty-opened", data }];
    }
  }
}

async function openForum(tx: Tx, proposal: SupportedMatter, rule: Rule, allRules: Rule[], at: Date) {
  const closesAt = endOfPeriod(at, rule.days);
  const id = await insertMatter(tx, {
    space_id: proposal.space_id,
    kind: "forum",
    state: "open",
    title: proposal.title,
    body: "",
    language: proposal.language,
    category: proposal.category,
    district: proposal.district,
    author_id: proposal.author_id,
    rule_set_id: proposal.rule_set_id,
    opened_at: at,
    closes_at: closesAt,
    updated_at: at,
    next_threshold: nextThreshold(allRules, "forum", 0),
  });
  await insertForum(tx, { matter_id: id, proposal_id: proposal.id });
  await copyTranslations(tx, proposal.id, id);
  await noteSearchChanges(tx, [{ kind: "forum", id }]);
  return { id, closesAt };
}
