/**
 * One reading for all who ask for the same while it is under way: who comes meanwhile shares the next one, so each has an
 * answer that is no older than their question. However many ask, no more than one is under way.
 */
export class SharedReads<Answer> {
  readonly #reads = new Map<string, { now: Promise<Answer>; next?: Promise<Answer> }>();

  /** @throws what the reading throws, to all who share it */
  of(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const underWay = this.#reads.get(key);
    if (!underWay) return this.#begin(key, read);
    underWay.next ??= underWay.now.then(
      () => this.#begin(key, read),
      () => this.#begin(key, read),
    );
    return underWay.next;
  }

  #begin(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const underWay: { now: Promise<Answer>; next?: Promise<Answer> } = { now: read() };
    this.#reads.set(key, underWay);
    const end = () => {
      if (!underWay.next) this.#reads.delete(key);
    };
    underWay.now.then(end, end);
    return underWay.now;
  }
}
