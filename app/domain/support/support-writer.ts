import { PortalError } from "#app/domain/errors.ts";
import type { Database, Tx } from "#db/client.ts";
import type { MatterKind } from "#db/tables/matter.ts";
import { inTransaction, isRefusedData } from "#db/transaction.ts";
import { applyGroup } from "./apply-group.ts";
import type { SupportPlugs } from "./plugs.ts";
import type { SupportCommand, SupportOutcome } from "./support-command.ts";

/**
 * The support writer: group commit for the portal's hot path.
 *
 * One popular proposal is one hot row, and a transaction a signature makes everyone wait for everyone's commit.
 * So whatever arrives while a commit is under way forms the next group, which is one transaction. There is no
 * timer: a lone request waits for the rest of its turn of the event loop and for one commit, nothing more.
 *
 * What holds:
 * - A request is answered after the commit of its group. An answer means durable.
 * - One group is under way at a time in a process. More would only queue at the same row lock; across processes
 *   that lock (taken in `applySupportChanges`, in the order of ids) puts the groups in a line, so the Nth is exact.
 * - A person's second command for a matter waits for the next group, so a group never argues with itself.
 *
 * Rejected: a timer of a few ms (a lone caller would pay it, and groups form without it); a queue table with a
 * worker (the answer would come before the commit, or poll for it); `synchronous_commit = off` (faster, and loses
 * answered supports in a crash). Figures: `npm run bench -- support`.
 */
const LARGEST_GROUP = 1_000;
/** More waiting than this would be answered in several seconds: better to say so at once (503, try again). */
const LONGEST_QUEUE = 20_000;

interface Waiting {
  command: SupportCommand;
  resolve: (outcome: SupportOutcome) => void;
  reject: (reason: unknown) => void;
}

interface SupportWriterOptions {
  /** Told after each commit, with the new count of each matter whose count changed. */
  onCounted?: (matterId: number, count: number) => void;
  /** Told after a commit that added supports of a kind, once a group for each. */
  onAdded?: (kind: MatterKind) => void;
  /** Told after each commit: how many commands it carried, and how long it took in seconds. */
  onCommit?: (size: number, seconds: number) => void;
}

export class SupportWriter {
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly plugs: SupportPlugs,
    private readonly options: SupportWriterOptions = {},
  ) {}

  /**
   * @returns what became of the command, after its commit
   * @throws PortalError "unavailable" when too many wait; the database's error when the commit failed (nothing of
   *   the group was written then, or, if the connection broke during the commit, all of it: trying again is safe)
   */
  submit(command: SupportCommand): Promise<SupportOutcome> {
    if (this.#queue.length >= LONGEST_QUEUE) {
      return Promise.reject(new PortalError("unavailable", { retryAfterSeconds: 2 }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /**
   * Writes commands in a transaction of the caller's, past the queue: for what is written once in a while and belongs
   * with other rows. Nobody is told of the new counts.
   *
   * @param commands one at most for a person and matter
   */
  applyIn(tx: Tx, commands: readonly SupportCommand[]): Promise<SupportOutcome[]> {
    return applyGroup(tx, this.plugs, commands);
  }

  /** Resolves when everything that was submitted has been answered. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // The end of the turn: callers that were answered together come back together.
    await nextTurn();
    while (this.#queue.length > 0) {
      await this.#write(this.#takeGroup());
      await nextTurn();
    }
    this.#running = undefined;
  }

  #takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    const later: Waiting[] = [];
    const pairs = new Set<string>();
    for (const waiting of this.#queue) {
      const pair = `${waiting.command.matterId}/${waiting.command.personId}`;
      if (group.length < LARGEST_GROUP && !pairs.has(pair)) group.push(waiting);
      else later.push(waiting);
      pairs.add(pair);
    }
    this.#queue = later;
    return group;
  }

  async #write(group: Waiting[]): Promise<void> {
    const started = performance.now();
    try {
      const commands = group.map((waiting) => waiting.command);
      const outcomes = await inTransaction(this.db, (tx) => applyGroup(tx, this.plugs, commands));
      this.options.onCommit?.(group.length, (performance.now() - started) / 1000);
      this.#answer(group, outcomes);
    } catch (error) {
      // One command that the database cannot take must not fail the others: each alone, then. Not so when the
      // database itself is away: a thousand time-outs in a row help nobody.
      if (group.length > 1 && isRefusedData(error)) for (const waiting of group) await this.#write([waiting]);
      else for (const waiting of group) waiting.reject(error);
    }
  }

  #answer(group: Waiting[], outcomes: SupportOutcome[]): void {
    const counts = new Map<number, number>();
    const added = new Set<MatterKind>();
    for (const [index, { command, resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (!outcome) {
        reject(new Error("A command of the group has no outcome."));
        continue;
      }
      if (outcome.result === "added") added.add(command.kind);
      if (outcome.result === "added" || outcome.result === "removed")
        counts.set(command.matterId, outcome.count);
      resolve(outcome);
    }
    for (const kind of added) this.options.onAdded?.(kind);
    for (const [matterId, count] of counts) this.options.onCounted?.(matterId, count);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
