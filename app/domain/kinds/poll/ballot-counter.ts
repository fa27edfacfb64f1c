import { countPoll } from "./count-ballots.ts";
import type { CountingServices } from "./opened-ballots.ts";

/** How long ballots wait to be counted with others, in milliseconds. */
const PACE_MS = 500;

export interface CounterOptions {
  /** Told after the commit of each counting that changed what may be shown. */
  onShown?: (matterId: number, participants: number) => void;
  onError?: (error: unknown) => void;
}

/**
 * Counts what this process took in, off the path of those who wait for an answer: once in half a second for each poll
 * while ballots come. What it misses, because the process ended, the job of the minute counts.
 */
export class BallotCounter {
  readonly #waiting = new Map<number, NodeJS.Timeout>();
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  constructor(
    private readonly services: CountingServices,
    private readonly options: CounterOptions = {},
  ) {}

  /** A ballot of this poll was committed. */
  note(matterId: number): void {
    if (this.#closed || this.#waiting.has(matterId)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(matterId);
      const counting = this.#count(matterId).finally(() => this.#underWay.delete(counting));
      this.#underWay.add(counting);
    }, PACE_MS);
    timer.unref();
    this.#waiting.set(matterId, timer);
  }

  /** Waits for what is under way; what only waits is left to the job. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#underWay);
  }

  async #count(matterId: number): Promise<void> {
    try {
      const { shown, more, participants } = await countPoll(this.services, matterId, new Date());
      if (shown) this.options.onShown?.(matterId, participants);
      if (more) this.note(matterId);
    } catch (error) {
      this.options.onError?.(error);
    }
  }
}
