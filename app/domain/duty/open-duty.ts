import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import type { Tx } from "#db/client.ts";
import { insertDuty } from "#db/queries/duties.ts";
import type { DutyKind } from "#db/tables/duty.ts";

interface NewDuty {
  /** The threshold that was reached, or the step of the law that began. */
  cause: { threshold_code: string; step: null } | { threshold_code: null; step: string };
  kind: DutyKind;
  office: { id: number; code: string };
  openedAt: Date;
  dueAt: Date;
  /** Of the law that asks for it; null: the space's own rules do. */
  article: string | null;
}

/**
 * Opens what an office owes, in the transaction of its cause; the keys refuse it a second time.
 *
 * @returns the line for the ledger
 */
export async function openDuty(
  tx: Tx,
  matter: { id: number; space_id: number },
  { cause, kind, office, openedAt, dueAt, article }: NewDuty,
): Promise<LedgerLine> {
  const duty = await insertDuty(tx, {
    matter_id: matter.id,
    space_id: matter.space_id,
    ...cause,
    kind,
    office_id: office.id,
    opened_at: openedAt,
    due_at: dueAt,
    met_at: null,
    article,
  });
  return { kind: "duty-opened", data: { duty, kind, office: office.code, dueAt: dueAt.toISOString() } };
}
