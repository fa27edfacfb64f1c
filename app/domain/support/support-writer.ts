import { PortalError } from "#app/domain/errors.ts";
import type { Database, Tx } from "#db/client.ts";
import { boundTransaction, inTransaction, isRefusedData, isTimeUp } from "#db/transaction.ts";
import { applyGroup } from "./apply-group.ts";
import type { SupportPlugs } from "./plugs.ts";
import type { GroupOutcome, SupportCommand, SupportOutcome } from "./support-command.ts";
import { type Group, SupportLanes, type Waiting } from "./support-lanes.ts";

/**
 * The support writer: group commit for the portal's hot path.
 *
 * One popular proposal is one hot row, and a transaction a signature makes everyone wait for everyone's commit. So
 * whatever arrives for a matter while its commit is under way forms its next group, which is one transaction. There is
 * no timer: a lone request waits for the rest of its turn of the event loop and for one commit, nothing more.
 *
 * What holds:
 * - A request is answered after the commit of its group. An answer means durable.
 * - One group of a matter is under way at a time in a process. More would only queue at the same row lock; across
 *   processes that lock (taken in `applySupportChanges`, in the order of ids) puts the groups in a line, so the Nth is
 *   exact.
 * - A person's second command for a matter waits for the next group, so a group never argues with itself.
 * - No matter waits for another's lock. What shares a group leaves out what is locked; what was left out goes by
 *   itself and waits, in half of the places at most and for two seconds, and then all of it is refused ("matter-busy").
 *   For ten seconds after that it is tried and not waited for.
 *
 * Rejected: a timer of a few ms (a lone caller would pay it, and groups form without it); a queue table with a
 * worker (the answer would come before the commit, or poll for it); `synchronous_commit = off` (faster, and loses
 * answered supports in a crash); a transaction a matter whatever their number (a commit each). Figures:
 * `npm run bench -- support`.
 */

/** Groups under way at once, each on a connection of the pool. Half of them may wait for a lock. */
const PLACES = 4;
/** More waiting than this would be answered in several seconds: better to say so at once (503, try again). */
const LONGEST_QUEUE = 20_000;
/** Of one matter, so that one that is locked leaves room. */
const LONGEST_LANE = 10_000;
/** As long as a bounded transaction waits for one lock. */
const LOCKED_MS = 2_000;
const STUCK_MS = 10_000;
const RETRY_SECONDS = 2;

interface SupportWriterOptions {
  /** Groups under way at once, two at least; 4 when left out. */
  places?: number;
  /** Told after each commit, with the new count of each matter whose count changed. */
  onCounted?: (matterId: number, count: number) => void;
  /** Told after each commit: how many commands it carried, and how long it took in seconds. */
  onCommit?: (size: number, seconds: number) => void;
}

export class SupportWriter {
  readonly #lanes = new SupportLanes();
  #underWay = 0;
  #waitingForLocks = 0;
  readonly #places: number;
  #turnAsked = false;
  #drained: (() => void)[] = [];

  /** @param db whose transactions end in time (`bounded`), or a locked matter keeps its place until it is let go */
  constructor(
    private readonly db: Database,
    private readonly plugs: SupportPlugs,
    private readonly options: SupportWriterOptions = {},
  ) {
    this.#places = options.places ?? PLACES;
  }

  /**
   * @returns what became of the command, after its commit
   * @throws PortalError "unavailable" when too many wait, "matter-busy" when its matter alone cannot be written now; the
   *   database's error when the commit failed (nothing of the group was written then, or, if the connection broke during
   *   the commit, all of it: trying again is safe)
   */
  submit(command: SupportCommand): Promise<SupportOutcome> {
    if (this.#lanes.waiting >= LONGEST_QUEUE)
      return Promise.reject(new PortalError("unavailable", { retryAfterSeconds: RETRY_SECONDS }));
    if (this.#lanes.waitingFor(command.matterId) >= LONGEST_LANE) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      this.#lanes.add({ command, resolve, reject });
      this.#askTurn();
    });
  }

  /**
   * Writes commands in a transaction of the caller's, past the queue: for what is written once in a while and belongs
   * with other rows. Nobody is told of the new counts.
   *
   * @param commands one at most for a person and matter
   * @throws PortalError "matter-busy" when a matter's lock is not had in time
   */
  async applyIn(tx: Tx, commands: readonly SupportCommand[]): Promise<SupportOutcome[]> {
    try {
      await boundTransaction(tx);
      return await applyGroup(tx, this.plugs, commands);
    } catch (error) {
      throw isTimeUp(error) ? busy() : error;
    }
  }

  /** Resolves when everything that was submitted has been answered. */
  drain(): Promise<void> {
    if (this.#underWay === 0 && this.#lanes.waiting === 0) return Promise.resolve();
    return new Promise((done) => this.#drained.push(done));
  }

  /** Groups begin with the end of the turn: callers that were answered together come back together. */
  #askTurn(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    setImmediate(() => {
      this.#turnAsked = false;
      this.#begin();
    });
  }

  #begin(): void {
    this.#refuse(this.#lanes.takeLate(Date.now() - LOCKED_MS));
    while (this.#underWay < this.#places) {
      const places = {
        free: this.#places - this.#underWay,
        waiting: Math.floor(this.#places / 2) - this.#waitingForLocks,
      };
      const group = this.#lanes.take(places, Date.now());
      if (!group) break;
      void this.#do(group);
    }
    if (this.#underWay > 0 || this.#lanes.waiting > 0) return;
    for (const done of this.#drained.splice(0)) done();
  }

  async #do(group: Group): Promise<void> {
    this.#underWay += 1;
    if (group.waits) this.#waitingForLocks += 1;
    await this.#write(group, group.waiting);
    this.#lanes.release(group);
    this.#underWay -= 1;
    if (group.waits) this.#waitingForLocks -= 1;
    this.#askTurn();
  }

  async #write(group: Group, waiting: readonly Waiting[]): Promise<void> {
    const started = performance.now();
    const commands = waiting.map(({ command }) => command);
    try {
      const outcomes = await inTransaction(this.db, (tx) =>
        applyGroup(tx, this.plugs, commands, group.waits ? "wait" : "skip"),
      );
      this.options.onCommit?.(commands.length, (performance.now() - started) / 1000);
      this.#answer(waiting, outcomes);
    } catch (error) {
      // One command that the database cannot take must not fail the others: each alone, then. Not so when the
      // database itself is away: a thousand time-outs in a row help nobody.
      if (waiting.length > 1 && isRefusedData(error))
        for (const one of waiting) await this.#write(group, [one]);
      else if (!isTimeUp(error)) for (const { reject } of waiting) reject(error);
      // It was one of them, or something that not all of them wait for: each by itself, then.
      else if (group.lanes.length > 1) this.#lanes.takeBack(waiting, Date.now());
      else this.#refuse(waiting);
    }
  }

  /** Refuses what waited for a lock that was not had in time. */
  #refuse(waiting: readonly Waiting[]): void {
    for (const { command, reject } of waiting) {
      this.#lanes.mark(command.matterId, Date.now() + STUCK_MS);
      reject(busy());
    }
  }

  #answer(waiting: readonly Waiting[], outcomes: readonly GroupOutcome[]): void {
    const counts = new Map<number, number>();
    const locked: Waiting[] = [];
    for (const [index, one] of waiting.entries()) {
      const outcome = outcomes[index];
      const { matterId } = one.command;
      if (!outcome) {
        one.reject(new Error("A command of the group has no outcome."));
      } else if (outcome.result === "locked") {
        if (this.#lanes.isStuck(matterId, Date.now())) one.reject(busy());
        else locked.push(one);
      } else {
        this.#lanes.mark(matterId, 0);
        if (outcome.result === "added" || outcome.result === "removed") counts.set(matterId, outcome.count);
        one.resolve(outcome);
      }
    }
    this.#lanes.takeBack(locked, Date.now());
    for (const [matterId, count] of counts) this.options.onCounted?.(matterId, count);
  }
}

const busy = () => new PortalError("matter-busy", { retryAfterSeconds: RETRY_SECONDS });
