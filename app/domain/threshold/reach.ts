import { endOfPeriod } from "#app/domain/calendar/dates.ts";
import { openDuty } from "#app/domain/duty/open-duty.ts";
import type { LedgerEntry } from "#app/domain/ledger/lines.ts";
import type { Tx } from "#db/client.ts";
import { noteSearchChanges } from "#db/queries/search-changes.ts";
import { findHead, findResponsibleOffice } from "#db/queries/spaces.ts";
import { markReached } from "#db/queries/thresholds.ts";
import type { OwedBy } from "#db/tables/threshold.ts";
import type { KindConsequences, Reached, ReachingMatter } from "./consequences.ts";
import { REPLY_OF } from "./rule.ts";

/**
 * What follows when a matter reaches one of its thresholds: it is marked, the letters, the duty of who owes
 * something, and what the matter's kind does. The caller holds the matter's row lock, writes its counters, and
 * appends the returned lines to the ledger last, all in one transaction.
 *
 * @returns no line when it was reached before
 */
export async function reach(
  tx: Tx,
  consequences: KindConsequences,
  matter: ReachingMatter,
  reached: Reached,
): Promise<LedgerEntry[]> {
  const { threshold, serial, at } = reached;
  const { code, owed_by, days, consequence } = threshold;
  if (!(await markReached(tx, { matterId: matter.id, code, at, serial }))) return [];
  await consequences.tell(tx, matter.id, code);
  await noteSearchChanges(tx, [{ kind: consequences.kind, id: matter.id }]);
  const line = { spaceId: matter.space_id, matterId: matter.id, at };
  const lines = [consequences.line(threshold, serial)];
  if (owed_by !== null) {
    const office = await officeOf(tx, consequences, matter, owed_by);
    if (!office) throw new Error(`Nobody owes what the threshold ${code} asks for.`);
    lines.push(
      await openDuty(tx, matter, {
        cause: { threshold_code: code, step: null },
        kind: REPLY_OF[owed_by],
        office,
        openedAt: at,
        dueAt: endOfPeriod(at, { days: days ?? 0 }),
        article: threshold.article,
      }),
    );
  }
  lines.push(...((await consequences.effects[consequence]?.(tx, matter, reached)) ?? []));
  return lines.map((one) => ({ ...line, ...one }));
}

function officeOf(tx: Tx, { departmentOf }: KindConsequences, matter: ReachingMatter, owedBy: OwedBy) {
  const { space_id, category } = matter;
  switch (owedBy) {
    case "department":
      return departmentOf ? departmentOf(tx, matter) : findResponsibleOffice(tx, space_id, category);
    case "head":
      return findHead(tx, space_id);
  }
}
