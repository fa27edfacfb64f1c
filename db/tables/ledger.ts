import type { Json } from "./json.ts";

export interface EventTable {
  seq: number;
  space_id: number;
  matter_id: number | null;
  kind: string;
  at: Date;
  data: Json<Record<string, string | number | null>>;
  hash: Buffer;
  /** Null: hashed as it stands; else see `sealed` in app/domain/ledger/chain.ts. */
  salt: Buffer | null;
}

export interface LedgerHeadTable {
  space_id: number;
  seq: number;
  hash: Buffer;
  /**
   * When an older ledger began to have a line for everything: read once, for the line that counts what came before.
   * From then on that line says it. Null: it had from the first line on.
   */
  hashed_since: Date | null;
  /** What was objected before may have no line; null: nothing was. */
  objected_since: Date | null;
}

/** What a line recorded of a matter's supports. */
export interface RecordedCountTable {
  space_id: number;
  event_seq: number;
  matter_id: number;
  /** The last that was given by then. */
  serial: number;
  /** How many supports were given up to it, those taken back too. */
  given: number;
  withdrawn: number;
}
