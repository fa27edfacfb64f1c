import type { Generated, GeneratedAlways } from "kysely";

export interface SupportTable {
  matter_id: number;
  /** Who stands behind it: the person, or the entry of the roll that the matter counts. */
  holder_id: GeneratedAlways<number>;
  /** Who acted: the holder, or for the holder. */
  person_id: number;
  serial: number;
  created_at: Date;
  /** The matter's; 0: it counts persons. */
  counted_roll: Generated<number>;
  /** Null: the matter counts persons. */
  roll_entry_id: number | null;
}

export interface SupportDayTable {
  matter_id: number;
  day: string;
  net: number;
}

/** A support that was taken back, of any matter; of whom it was is not kept. */
export interface SupportWithdrawalTable {
  matter_id: number;
  serial: number;
  /** The last serial that was given before it went. */
  after_serial: number;
  withdrawn_at: Date;
}
