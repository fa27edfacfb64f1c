/** How much was taken from a limit, by all processes together; it may be lost in a crash. */
export interface LimitCountTable {
  /** A keyed hash of the limit and who takes from it; the key is the day's salt. */
  key: Buffer;
  points: number;
  /** From then on it counts nothing and may be deleted. */
  ends_at: Date;
}

/** Random, a day's (UTC); deleted two days later, and with it the only way from a row back to somebody. */
export interface LimitSaltTable {
  /** Such as 2026-11-27. */
  day: string;
  salt: Buffer;
}
