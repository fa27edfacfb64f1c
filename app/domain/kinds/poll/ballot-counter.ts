import { countPoll } from "./count-ballots.ts";
import type { CountingServices } from "./opened-ballots.ts";

/** How long ballots wait at least to be counted with others, in milliseconds. */
const PACE_MS = 250;
/** Of its time this process counts for at most a tenth: while thousands vote, totals lag and voters do not. */
const RESTS = 9;
/** More are left to the job of the minute. */
const MOST_NOTED = 2_000;

export interface CounterOptions {
  /** Told after the commit of each counting that changed what may be shown, with how many took part. */
  onShown?: (matterId: number, participants: number) => void;
  onError?: (error: unknown) => void;
}

/**
 * Counts what this process took in, off the path of those who wait for an answer. What it misses, because it ended, or more
 * came than it may count, the job of the minute counts.
 */
export class BallotCounter {
  /** Whose ballots wait, by poll. */
  readonly #noted = new Map<number, Set<number>>();
  readonly #timers = new Map<number, NodeJS.Timeout>();
  readonly #underWay = new Set<Promise<void>>();
  #rest = PACE_MS;
  #closed = false;

  constructor(
    private readonly services: CountingServices,
    private readonly options: CounterOptions = {},
  ) {}

  /** A ballot of this holder was committed. */
  note(matterId: number, holderId: number): void {
    if (this.#closed) return;
    this.#keep(matterId, holderId);
    this.#askTurn(matterId);
  }

  #keep(matterId: number, holderId: number): void {
    const noted = this.#noted.get(matterId) ?? new Set();
    this.#noted.set(matterId, noted);
    if (noted.size < MOST_NOTED) noted.add(holderId);
  }

  /** Waits for what is under way; what only waits is left to the job. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#underWay);
  }

  #askTurn(matterId: number): void {
    if (this.#closed || this.#timers.has(matterId)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(matterId);
      const counting = this.#count(matterId).finally(() => this.#underWay.delete(counting));
      this.#underWay.add(counting);
    }, this.#rest);
    timer.unref();
    this.#timers.set(matterId, timer);
  }

  async #count(matterId: number): Promise<void> {
    const noted = this.#noted.get(matterId) ?? new Set();
    this.#noted.delete(matterId);
    const started = performance.now();
    try {
      const { shown, more, participants } = await countPoll(this.services, matterId, new Date(), [...noted]);
      if (shown) this.options.onShown?.(matterId, participants);
      // Too few are counted with those that come next; of those that are counted, five are left to the job.
      if (!shown) for (const holder of noted) this.#keep(matterId, holder);
      if (more) this.#askTurn(matterId);
    } catch (error) {
      this.options.onError?.(error);
    }
    this.#rest = Math.max(PACE_MS, (performance.now() - started) * RESTS);
  }
}
