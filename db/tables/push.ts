import type { Generated } from "kysely";
import type { Id } from "./json.ts";

/** A device that is told by push messages. */
export interface PushDeviceTable {
  id: Id;
  person_id: number;
  endpoint_hash: Buffer;
  /** Its address at the push service, and its keys. */
  sealed: Buffer;
  /** Such as "Firefox, Android"; null: unknown. */
  device: string | null;
  /** Of the session that asked. */
  session_id: string | null;
  created_at: Date;
}

/** A line of a ledger that a device is to be told of. */
export interface PushWaitingTable {
  device_id: number;
  space_id: number;
  event_seq: number;
  created_at: Date;
  attempts: Generated<number>;
  /** Null: at once. */
  retry_at: Date | null;
}
