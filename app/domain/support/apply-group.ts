import { seoulDay } from "#app/domain/calendar/dates.ts";
import { appendToLedger } from "#app/domain/ledger/ledger.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import { reach } from "#app/domain/threshold/reach.ts";
import type { Tx } from "#db/client.ts";
import {
  applySupportChanges,
  type Counted,
  type EffectiveChange,
  type LockedMatters,
  type SupportedMatter,
  type SupportPair,
  writeCounters,
} from "#db/queries/supports.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import { type Step, walkCount } from "./count.ts";
import type { SupportPlugs } from "./plugs.ts";
import { replaceBeside, storeBeside, takeBackBeside } from "./store-beside.ts";
import type { GroupOutcome, SupportCommand, SupportOutcome } from "./support-command.ts";

const pairKey = ({ matterId, personId }: SupportPair) => `${matterId}/${personId}`;

/**
 * Writes a group of commands, each with an outcome of its own, in `tx`: one statement whatever the size of the
 * group, two more for the kinds that store something beside their supports; those of a threshold come on top, once in a
 * matter's life each. A group holds one command at most for a person and matter.
 *
 * @param locked what of matters that somebody else has locked; "wait" when left out
 */
export async function applyGroup(
  tx: Tx,
  plugs: SupportPlugs,
  commands: readonly SupportCommand[],
): Promise<SupportOutcome[]>;
export async function applyGroup(
  tx: Tx,
  plugs: SupportPlugs,
  commands: readonly SupportCommand[],
  locked: LockedMatters,
): Promise<GroupOutcome[]>;
export async function applyGroup(
  tx: Tx,
  plugs: SupportPlugs,
  commands: readonly SupportCommand[],
  locked: LockedMatters = "wait",
): Promise<GroupOutcome[]> {
  const besides = Object.entries(plugs.beside).flatMap(([kind, { mayChangeCount }]) =>
    mayChangeCount ? [kind] : [],
  );
  const {
    matters,
    effective,
    counted: done,
    refused,
  } = await applySupportChanges(tx, commands, besides, locked);
  const serials = serialsOf(effective);
  const added = commands.filter((command) => command.change === "add" && serials.has(pairKey(command)));
  const superseding = new Set((await storeBeside(tx, plugs, added)).map(pairKey));
  const whyNot = new Map(refused.map(({ index, why }) => [index, why]));
  const there = commands.filter(
    (command, index) =>
      command.change === "add" && !serials.has(pairKey(command)) && whyNot.get(index) === undefined,
  );
  const replaced = new Set((await replaceBeside(tx, plugs, there)).map(pairKey));
  const before = new Map(matters.map((matter) => [matter.id, matter.support_serial]));
  // As the supports of a group get theirs: above all that was given before, by the place in it.
  const removed = commands.flatMap((command, index) =>
    command.change === "remove" && serials.has(pairKey(command))
      ? [{ ...command, serial: (before.get(command.matterId) ?? 0) + index + 1 }]
      : [],
  );
  const standing = new Set((await takeBackBeside(tx, plugs, removed)).map(pairKey));
  const givingBack = new Map(
    removed.flatMap((one) => (standing.has(pairKey(one)) ? [[pairKey(one), one.serial] as const] : [])),
  );
  const counts = new Map<number, number>();
  const ledger: LedgerEntry[] = [];
  const counted: Counted[] = [];
  for (const matter of matters) {
    const changes = commands.flatMap((command) => {
      const given = command.matterId === matter.id ? serials.get(pairKey(command)) : undefined;
      return (given ?? []).map((serial) => ({ command, serial }));
    });
    const steps = changes.map(({ command, serial }): Step => {
      const key = pairKey(command);
      if (command.change === "add") return { change: superseding.has(key) ? 0 : 1, serial, at: command.at };
      const given = givingBack.get(key);
      return given === undefined
        ? { change: -1, serial, at: command.at }
        : { change: 0, serial: given, at: command.at };
    });
    const walked = await walkMatter(tx, matter, steps);
    counts.set(matter.id, walked.count);
    const [first] = changes;
    if (!first || done.includes(matter.id)) continue;
    const byOthers = changes.find(
      ({ command }) => command.change === "add" && command.personId !== matter.author_id,
    );
    counted.push({
      id: matter.id,
      count: walked.count,
      serial: Math.max(matter.support_serial, ...steps.map((step) => step.serial)),
      nextThreshold: walked.nextThreshold,
      textFixedAt: matter.text_fixed_at ?? byOthers?.command.at ?? null,
      day: seoulDay(first.command.at),
      net: walked.count - matter.support_count,
    });
    const consequences = plugs.consequences[matter.kind];
    for (const one of walked.reached) ledger.push(...(await reach(tx, consequences, matter, one)));
  }
  if (counted.length > 0) await writeCounters(tx, counted);
  await appendToLedger(tx, ledger);

  return commands.map((command, index): GroupOutcome => {
    const why = whyNot.get(index);
    if (why === "locked") return { result: "locked" };
    if (why) return { result: "refused", why };
    const changed = serials.has(pairKey(command));
    const count = counts.get(command.matterId) ?? 0;
    if (command.change === "remove") return { result: changed ? "removed" : "not-there", count };
    if (changed) return { result: "added", count };
    return { result: replaced.has(pairKey(command)) ? "replaced" : "already-there", count };
  });
}

/** What a command changed: the serials of one holder, or of each entry that the person acts for, lowest first. */
function serialsOf(effective: readonly EffectiveChange[]): Map<string, number[]> {
  const serials = new Map<string, number[]>();
  for (const pair of effective) {
    const key = pairKey(pair);
    const known = serials.get(key);
    if (known) known.push(pair.serial);
    else serials.set(key, [pair.serial]);
  }
  for (const given of serials.values()) given.sort((a, b) => a - b);
  return serials;
}

/** Walks a matter's count; its thresholds are read only when this group can reach the next: nearly never. */
async function walkMatter(tx: Tx, matter: SupportedMatter, steps: Step[]) {
  const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
  const adds = steps.filter((step) => step.change === 1).length;
  const within = matter.next_threshold !== null && matter.support_count + adds >= matter.next_threshold;
  return walkCount(start, steps, within ? await listThresholds(tx, [matter.id]) : []);
}
