import { appendToLedger, type LedgerEntry } from "#app/domain/ledger/ledger.ts";
import { applyRule } from "#app/domain/rule/consequences.ts";
import { seoulDay } from "#app/domain/rule/dates.ts";
import type { Rule } from "#app/domain/rule/rule.ts";
import type { Tx } from "#db/client.ts";
import { listRules } from "#db/queries/rules.ts";
import {
  type Counted,
  deleteSupports,
  insertSupports,
  lockMatters,
  type SupportedMatter,
  type SupportPair,
  writeCounters,
} from "#db/queries/supports.ts";
import { type Step, walkCount } from "./count.ts";

/** Somebody stands behind a matter, or takes it back. */
export interface SupportCommand {
  matterId: number;
  personId: number;
  kind: "proposal" | "forum";
  change: "add" | "remove";
  /** When the request arrived; it decides whether the matter was still open. */
  at: Date;
}

export type SupportOutcome =
  | { result: "added" | "already-there" | "removed" | "not-there"; count: number }
  | { result: "refused"; why: "not-found" | "matter-not-open" };

const pairKey = (pair: SupportPair) => `${pair.matterId}/${pair.personId}`;

/**
 * Writes a group of commands, each with an outcome of its own, in `tx`. A group holds one command at most for a
 * person and matter. Eight statements whatever the size of the group, fewer without removals; those of a crossing
 * come on top, once in a matter's life each.
 */
export async function applyGroup(tx: Tx, commands: SupportCommand[]): Promise<SupportOutcome[]> {
  const ids = [...new Set(commands.map((command) => command.matterId))];
  const matters = new Map((await lockMatters(tx, ids)).map((matter) => [matter.id, matter]));
  const refusals = commands.map((command) => refusal(command, matters.get(command.matterId)));
  const accepted = commands.filter((_, index) => refusals[index] === undefined);

  const serials = new Map<SupportCommand, number>();
  for (const command of accepted) {
    const matter = matters.get(command.matterId);
    if (matter && command.change === "add") serials.set(command, ++matter.support_serial);
  }
  const adds = [...serials].map(([command, serial]) => ({ ...command, serial }));
  const removes = accepted.filter((command) => command.change === "remove");
  const effective = new Set([
    ...(adds.length > 0 ? await insertSupports(tx, adds) : []).map(pairKey),
    ...(removes.length > 0 ? await deleteSupports(tx, removes) : []).map(pairKey),
  ]);

  const counts = new Map<number, number>();
  const ledger: LedgerEntry[] = [];
  const counted: Counted[] = [];
  for (const matter of matters.values()) {
    const commandsHere = accepted.filter((command) => command.matterId === matter.id);
    const changes = commandsHere.filter((command) => effective.has(pairKey(command)));
    const steps: Step[] = changes.map((command) => ({
      change: command.change === "add" ? 1 : -1,
      serial: serials.get(command) ?? 0,
      at: command.at,
    }));
    const rules = await rulesWithin(tx, matter, steps);
    const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
    const walked = walkCount(matter.kind, start, steps, rules);
    counts.set(matter.id, walked.count);
    const [first] = changes;
    if (!first) continue;
    const byOthers = changes.find(
      (command) => command.change === "add" && command.personId !== matter.author_id,
    );
    counted.push({
      id: matter.id,
      count: walked.count,
      serial: matter.support_serial,
      nextThreshold: walked.nextThreshold,
      textFixedAt: matter.text_fixed_at ?? byOthers?.at ?? null,
      day: seoulDay(first.at),
      net: walked.count - matter.support_count,
    });
    for (const { rule, ...reached } of walked.reached) {
      ledger.push(...(await applyRule(tx, matter, rule, rules, reached)));
    }
  }
  if (counted.length > 0) await writeCounters(tx, counted);
  await appendToLedger(tx, ledger);

  return commands.map((command, index): SupportOutcome => {
    const why = refusals[index];
    if (why) return { result: "refused", why };
    const changed = effective.has(pairKey(command));
    const result =
      command.change === "add" ? (changed ? "added" : "already-there") : changed ? "removed" : "not-there";
    return { result, count: counts.get(command.matterId) ?? 0 };
  });
}

function refusal(command: SupportCommand, matter: SupportedMatter | undefined) {
  if (!matter || matter.kind !== command.kind) return "not-found";
  if (matter.state !== "open" || command.at > matter.closes_at) return "matter-not-open";
  return undefined;
}

/** The matter's rules, read only when this group can reach the next threshold: nearly never. */
async function rulesWithin(tx: Tx, matter: SupportedMatter, steps: Step[]): Promise<Rule[]> {
  const adds = steps.filter((step) => step.change === 1).length;
  const within = matter.next_threshold !== null && matter.support_count + adds >= matter.next_threshold;
  if (!within || matter.rule_set_id === null) return [];
  const rows = await listRules(tx, matter.rule_set_id);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    matterKind: row.matter_kind,
    measure: row.measure,
    threshold: row.threshold,
    consequence: row.consequence,
    days: row.days,
  }));
}
