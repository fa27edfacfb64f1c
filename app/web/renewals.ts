/** A render is some 15 ms: together a sixth of a core at most. */
const A_SECOND = 10;
const AT_ONCE = 40;

/** How often something may be made anew though it is not old yet: a bucket that fills evenly. */
export class Renewals {
  #left = AT_ONCE;
  #filledAt: number;

  /** @param now in milliseconds, by a clock that only goes forward */
  constructor(private readonly now: () => number) {
    this.#filledAt = now();
  }

  left(): boolean {
    const now = this.now();
    this.#left = Math.min(AT_ONCE, this.#left + ((now - this.#filledAt) / 1_000) * A_SECOND);
    this.#filledAt = now;
    return this.#left >= 1;
  }

  /** @returns false when none is left */
  take(): boolean {
    if (!this.left()) return false;
    this.#left -= 1;
    return true;
  }
}
