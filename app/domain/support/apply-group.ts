import { appendToLedger, type LedgerEntry } from "#app/domain/ledger/ledger.ts";
import { applyRule } from "#app/domain/rule/consequences.ts";
import { seoulDay } from "#app/domain/rule/dates.ts";
import type { Rule } from "#app/domain/rule/rule.ts";
import type { Tx } from "#db/client.ts";
import { listRules } from "#db/queries/rules.ts";
import {
  applySupportChanges,
  type Counted,
  type SupportChange,
  type SupportedMatter,
  writeCounters,
} from "#db/queries/supports.ts";
import { type Step, walkCount } from "./count.ts";

/** Somebody stands behind a matter, or takes it back. */
export type SupportCommand = SupportChange;

export type SupportOutcome =
  | { result: "added" | "already-there" | "removed" | "not-there"; count: number }
  | { result: "refused"; why: "not-found" | "matter-not-open" };

const pairKey = ({ matterId, personId }: { matterId: number; personId: number }) => `${matterId}/${personId}`;

/**
 * Writes a group of commands, each with an outcome of its own, in `tx`: two statements whatever the size of the
 * group; those of a crossing come on top, once in a matter's life each. A group holds one command at most for a
 * person and matter.
 */
export async function applyGroup(tx: Tx, commands: SupportCommand[]): Promise<SupportOutcome[]> {
  const { matters, effective } = await applySupportChanges(tx, commands);
  const serials = new Map(effective.map((pair) => [pairKey(pair), pair.serial]));
  const counts = new Map<number, number>();
  const ledger: LedgerEntry[] = [];
  const counted: Counted[] = [];
  for (const matter of matters) {
    const changes = commands.flatMap((command) => {
      const serial = command.matterId === matter.id ? serials.get(pairKey(command)) : undefined;
      return serial === undefined ? [] : [{ command, serial }];
    });
    const steps = changes.map(
      ({ command, serial }): Step => ({ change: command.change === "add" ? 1 : -1, serial, at: command.at }),
    );
    const rules = await rulesWithin(tx, matter, steps);
    const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
    const walked = walkCount(matter.kind, start, steps, rules);
    counts.set(matter.id, walked.count);
    const [first] = steps;
    if (!first) continue;
    const byOthers = changes.find(
      ({ command }) => command.change === "add" && command.personId !== matter.author_id,
    );
    counted.push({
      id: matter.id,
      count: walked.count,
      serial: Math.max(matter.support_serial, ...steps.map((step) => step.serial)),
      nextThreshold: walked.nextThreshold,
      textFixedAt: matter.text_fixed_at ?? byOthers?.command.at ?? null,
      day: seoulDay(first.at),
      net: walked.count - matter.support_count,
    });
    for (const { rule, ...reached } of walked.reached) {
      ledger.push(...(await applyRule(tx, matter, rule, rules, reached)));
    }
  }
  if (counted.length > 0) await writeCounters(tx, counted);
  await appendToLedger(tx, ledger);

  const found = new Map(matters.map((matter) => [matter.id, matter]));
  return commands.map((command): SupportOutcome => {
    const why = refusal(command, found.get(command.matterId));
    if (why) return { result: "refused", why };
    const changed = serials.has(pairKey(command));
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
