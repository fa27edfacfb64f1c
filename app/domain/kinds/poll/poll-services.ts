import { createHmac } from "node:crypto";
import type { DataKeys } from "#app/domain/data-keys.ts";
import type { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { Seal } from "#app/platform/seal.ts";
import type { Database } from "#db/client.ts";
import { BallotCounter, type CounterOptions } from "./ballot-counter.ts";
import { OpenPolls } from "./open-polls.ts";

/** What polls need, made once at the start. */
export interface PollServices {
  db: Database;
  supports: SupportWriter;
  /** Opens what is known of a person. */
  seal: Seal;
  dataKeys: DataKeys;
  polls: OpenPolls;
  counter: BallotCounter;
  /** For the numbers of receipts. */
  receiptKey: Buffer;
}

export function createPollServices(
  parts: Pick<PollServices, "db" | "supports" | "seal" | "dataKeys">,
  { receiptSecret, ...counting }: { receiptSecret: string } & CounterOptions,
): PollServices {
  return {
    ...parts,
    polls: new OpenPolls(parts.db),
    counter: new BallotCounter(parts, counting),
    receiptKey: createHmac("sha256", receiptSecret).update("gonggam poll receipts").digest(),
  };
}
