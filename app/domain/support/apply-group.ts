import { seoulDay } from "#app/domain/calendar/dates.ts";
import { appendToLedger, type LedgerEntry } from "#app/domain/ledger/ledger.ts";
import type { KindConsequences } from "#app/domain/threshold/consequences.ts";
import { reach } from "#app/domain/threshold/reach.ts";
import type { Tx } from "#db/client.ts";
import { insertSignatures, type SealedSignature } from "#db/queries/signatures.ts";
import {
  applySupportChanges,
  type Counted,
  type SupportChange,
  type SupportedMatter,
  writeCounters,
} from "#db/queries/supports.ts";
import { listThresholds } from "#db/queries/thresholds.ts";
import type { RuleMatterKind } from "#db/tables/threshold.ts";
import { type Step, walkCount } from "./count.ts";

/** Somebody stands behind a matter, or takes it back; behind a drive, with a signature. */
export type SupportCommand =
  | (SupportChange & { kind: RuleMatterKind })
  | (SupportChange & { kind: "drive"; change: "add"; signature: SealedSignature })
  | (SupportChange & { kind: "drive"; change: "remove" });

export type SupportOutcome =
  | { result: "added" | "already-there" | "removed" | "not-there"; count: number }
  | { result: "refused"; why: "not-found" | "matter-not-open" };

const pairKey = ({ matterId, personId }: { matterId: number; personId: number }) => `${matterId}/${personId}`;

/**
 * Writes a group of commands, each with an outcome of its own, in `tx`: two statements whatever the size of the
 * group, one more for the signatures of drives; those of a crossing come on top, once in a matter's life each. A group holds one command at most for a
 * person and matter.
 *
 * @param consequences what each kind that is in the group makes of its thresholds
 */
export async function applyGroup<C extends SupportCommand>(
  tx: Tx,
  commands: C[],
  consequences: Readonly<Record<C["kind"], KindConsequences>>,
): Promise<SupportOutcome[]> {
  const { matters, effective } = await applySupportChanges(tx, commands);
  const serials = new Map(effective.map((pair) => [pairKey(pair), pair.serial]));
  const superseding = await storeSignatures(tx, commands, serials);
  const counts = new Map<number, number>();
  const ledger: LedgerEntry[] = [];
  const counted: Counted[] = [];
  for (const matter of matters) {
    const changes = commands.flatMap((command) => {
      const serial = command.matterId === matter.id ? serials.get(pairKey(command)) : undefined;
      return serial === undefined ? [] : [{ command, serial }];
    });
    const steps = changes.map(({ command, serial }): Step => {
      const added = superseding.has(pairKey(command)) ? 0 : 1;
      return { change: command.change === "add" ? added : -1, serial, at: command.at };
    });
    const walked = await walkMatter(tx, matter, steps);
    counts.set(matter.id, walked.count);
    const [first] = changes;
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
      day: seoulDay(first.command.at),
      net: walked.count - matter.support_count,
    });
    // Only a command of the matter's own kind changes anything of it.
    const kind: C["kind"] = first.command.kind;
    for (const one of walked.reached) ledger.push(...(await reach(tx, consequences[kind], matter, one)));
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
  if (!matter || matter.kind !== command.kind || matter.space_id !== command.spaceId) return "not-found";
  if (matter.state !== "open") return "matter-not-open";
  const takenBack = command.kind === "drive" && command.change === "remove";
  if (command.at > matter.closes_at && !takenBack) return "matter-not-open";
  return undefined;
}

/**
 * The signatures of the drives' supporters that are really new.
 *
 * @returns who signed on paper before, so that the count stays as it was
 */
async function storeSignatures(
  tx: Tx,
  commands: SupportCommand[],
  serials: ReadonlyMap<string, number>,
): Promise<ReadonlySet<string>> {
  const signed = commands.flatMap((command) =>
    command.kind === "drive" && command.change === "add" && serials.has(pairKey(command)) ? [command] : [],
  );
  if (signed.length === 0) return new Set();
  const superseding = await insertSignatures(
    tx,
    signed.map(({ matterId, personId, at, signature }) => ({ matterId, personId, at, ...signature })),
  );
  return new Set(superseding.map(pairKey));
}

/** Walks a matter's count; its thresholds are read only when this group can reach the next: nearly never. */
async function walkMatter(tx: Tx, matter: SupportedMatter, steps: Step[]) {
  const start = { count: matter.support_count, nextThreshold: matter.next_threshold };
  const adds = steps.filter((step) => step.change === 1).length;
  const within = matter.next_threshold !== null && matter.support_count + adds >= matter.next_threshold;
  return walkCount(start, steps, within ? await listThresholds(tx, [matter.id]) : []);
}
