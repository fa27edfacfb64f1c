/** How much of one dear act goes on in this process. */
export interface GateOptions {
  atOnce: number;
  /** For their turn; further ones are sent away. */
  waiting: number;
  /** Of one person or address, those that wait included: nobody fills the queue alone. */
  each: number;
  /** Milliseconds; whose turn does not come by then is sent away. */
  patience: number;
}

/**
 * Where a dear act queues: a bounded number at once, a bounded number that waits, and a time for which they do. The
 * first come goes first.
 */
export class Gate {
  readonly #queue: (() => void)[] = [];
  readonly #of = new Map<string, number>();
  #inside = 0;

  constructor(private readonly options: GateOptions) {}

  /** Nobody is inside, and nobody waits. */
  get isEmpty(): boolean {
    return this.#of.size === 0;
  }

  /**
   * @param key who asks
   * @returns how to leave again, to be called once; undefined: there is no room, try later
   */
  async enter(key: string): Promise<(() => void) | undefined> {
    const { atOnce, waiting, each } = this.options;
    const own = this.#of.get(key) ?? 0;
    if (own >= each || (this.#inside >= atOnce && this.#queue.length >= waiting)) return undefined;
    this.#of.set(key, own + 1);
    if (this.#inside < atOnce) this.#inside += 1;
    else if (!(await this.#turn())) {
      this.#forget(key);
      return undefined;
    }
    return () => {
      this.#forget(key);
      // The place goes from hand to hand: nobody who comes in between takes it.
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    };
  }

  /** @returns false when it did not come in time */
  #turn(): Promise<boolean> {
    return new Promise((answer) => {
      const called = () => {
        clearTimeout(timer);
        answer(true);
      };
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(called), 1);
        answer(false);
      }, this.options.patience);
      this.#queue.push(called);
    });
  }

  #forget(key: string): void {
    const left = (this.#of.get(key) ?? 1) - 1;
    if (left > 0) this.#of.set(key, left);
    else this.#of.delete(key);
  }
}

/**
 * A gate of their own for each who asks, all of the same size: whoever asks for much waits for themselves and for nobody
 * else, and at most `atOnce` pieces of their work stand between two pieces of somebody else's.
 */
export class GateOfEach {
  readonly #gates = new Map<string, Gate>();

  constructor(private readonly options: Omit<GateOptions, "each">) {}

  /**
   * @param key who asks
   * @returns as {@link Gate.enter}
   */
  async enter(key: string): Promise<(() => void) | undefined> {
    const { atOnce, waiting } = this.options;
    const gate = this.#gates.get(key) ?? new Gate({ ...this.options, each: atOnce + waiting });
    this.#gates.set(key, gate);
    const leave = await gate.enter(key);
    if (!leave) return undefined;
    return () => {
      leave();
      if (gate.isEmpty) this.#gates.delete(key);
    };
  }
}
