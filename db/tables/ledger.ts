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
}
