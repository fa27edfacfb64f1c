import { createHmac } from "node:crypto";
import type { DataKeys } from "#app/domain/data-keys.ts";
import type { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { BallotCounter, type CounterOptions } from "./ballot-counter.ts";
import { OpenPolls } from "./open-polls.ts";
import { PollStandings } from "./poll-standings.ts";
import { TestRuns } from "./test-runs.ts";

/** What polls need, made once at the start. */
export interface PollServices {
  db: Database;
  supports: SupportWriter;
  /** Opens what is known of a person. */
  seal: Seal;
  dataKeys: DataKeys;
  polls: OpenPolls;
  /** For the pages of results. */
  standings: PollStandings;
  counter: BallotCounter;
  /** For the numbers of receipts. */
  receiptKey: Buffer;
  /** Drafts tried out. */
  testRuns: TestRuns;
}

/** The key of the numbers of ballots' receipts. */
export const receiptKeyOf = (secret: string): Buffer =>
  createHmac("sha256", secret).update("gonggam poll receipts").digest();

export function createPollServices(
  parts: Pick<PollServices, "db" | "supports" | "seal" | "dataKeys">,
  { receiptSecret, ...counting }: { receiptSecret: string } & CounterOptions,
): PollServices {
  const receiptKey = receiptKeyOf(receiptSecret);
  return {
    ...parts,
    polls: new OpenPolls(parts.db),
    standings: new PollStandings(parts.db),
    counter: new BallotCounter({ ...parts, receiptKey }, counting),
    receiptKey,
    testRuns: new TestRuns(),
  };
}
