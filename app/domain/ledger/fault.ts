import type { Queryable } from "#db/client.ts";

/** What does not hold, first of all; null where it is not about a line of the ledger, or not about a matter. */
export interface Fault {
  /** Which check found it. */
  check: string;
  line: number | null;
  matter: number | null;
  /** In a sentence. */
  says: string;
}

/** One thing that the ledger says, held against the database. */
export type LedgerCheck = (db: Queryable, spaceId: number) => Promise<Fault | undefined>;
