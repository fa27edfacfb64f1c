/**
 * One read for all who ask meanwhile. Each gets what was read after it asked, never an older answer: who comes while a
 * read is under way waits for the next one.
 */
export class SharedReads<Key, Value> {
  readonly #underWay = new Map<Key, Promise<Value>>();
  readonly #next = new Map<Key, Promise<Value>>();

  constructor(private readonly read: (key: Key) => Promise<Value>) {}

  get(key: Key): Promise<Value> {
    const underWay = this.#underWay.get(key);
    if (!underWay) return this.#begin(key);
    const waiting = this.#next.get(key);
    if (waiting) return waiting;
    const begin = () => {
      this.#next.delete(key);
      return this.#begin(key);
    };
    const next = underWay.then(begin, begin);
    this.#next.set(key, next);
    return next;
  }

  #begin(key: Key): Promise<Value> {
    const isOver = () => {
      if (this.#underWay.get(key) === read) this.#underWay.delete(key);
    };
    const read = this.read(key);
    this.#underWay.set(key, read);
    read.then(isOver, isOver);
    return read;
  }
}
