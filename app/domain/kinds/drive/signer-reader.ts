import type { Database } from "#db/client.ts";
import { findSigners, type SignerRow } from "#db/queries/signatures.ts";

const LARGEST_GROUP = 500;

interface Waiting {
  matterId: number;
  personId: number;
  resolve: (row: SignerRow | undefined) => void;
  reject: (reason: unknown) => void;
}

/**
 * Reads who wants to sign, in groups as the support writer writes them: whoever comes while one read is under way is
 * in the next. A read each would take the connections that the writer waits for: a tenth of the throughput.
 */
export class SignerReader {
  #queue: Waiting[] = [];
  #running = false;

  constructor(private readonly db: Database) {}

  /** @returns undefined when there is no such person */
  read(matterId: number, personId: number): Promise<SignerRow | undefined> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ matterId, personId, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    await nextTurn();
    while (this.#queue.length > 0) await this.#readGroup(this.#queue.splice(0, LARGEST_GROUP));
    this.#running = false;
  }

  async #readGroup(group: Waiting[]): Promise<void> {
    try {
      const rows = await findSigners(this.db, group);
      for (const [index, { resolve }] of group.entries()) resolve(rows.get(index));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    await nextTurn();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
