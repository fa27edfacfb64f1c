import type { LedgerLine } from "#app/domain/ledger/lines.ts";
import type { Tx } from "#db/client.ts";
import type { ThresholdRow } from "#db/queries/thresholds.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import type { Consequence } from "#db/tables/threshold.ts";

/** What must be known of a matter to write what follows from its thresholds. */
export interface ReachingMatter {
  id: number;
  space_id: number;
  category: string;
}

/** A threshold that was reached just now: by which support, and when that arrived. */
export interface Reached<T = ThresholdRow> {
  threshold: T;
  serial: number;
  at: Date;
}

/** What follows beyond a duty. Returns its lines for the ledger. */
export type Effect = (tx: Tx, matter: ReachingMatter, reached: Reached) => Promise<LedgerLine[]>;

/** What a kind of matter makes of its thresholds; each kind gives its own, app/domain/kinds.ts has them all. */
export interface KindConsequences {
  kind: MatterKind;
  /** The line by which the ledger says that it was reached, by the support with that serial. */
  line(threshold: ThresholdRow, serial: number): LedgerLine;
  /** Enqueues the letters that tell of it. */
  tell(tx: Tx, matterId: number, code: string): Promise<void>;
  /** Which office owes what a department owes; left out: the one that answers for the matter's category. */
  departmentOf?(tx: Tx, matter: ReachingMatter): Promise<{ id: number; code: string } | undefined>;
  /** What is not here has no effect but the duty of who owes something. */
  effects: Partial<Record<Consequence, Effect>>;
}

export type Consequences = { readonly [K in MatterKind]: KindConsequences };
