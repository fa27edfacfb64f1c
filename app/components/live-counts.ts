/**
 * Live counts in the browser: one connection a matter, shared by everything on the page that shows its count.
 * Hidden pages hang up, since many open tabs would hold many connections that nobody looks at.
 */
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** What a stream tells; each part only where it changed or is first said. */
interface LiveMessage {
  count?: number;
  /** When ballots of a poll were last counted: what its results show is not what it was, also where the count is. */
  counted?: number;
}

type Listener = (message: LiveMessage) => void;

class CountChannel {
  readonly #listeners = new Set<Listener>();
  readonly #address: string;
  #source: EventSource | null = null;
  #retry: number | undefined;
  #wait = SHORTEST_WAIT_MS;

  constructor(address: string) {
    this.#address = address;
  }

  get unused(): boolean {
    return this.#listeners.size === 0;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#listeners.size > 1) return;
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#onVisibility();
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#close();
  }

  readonly #onVisibility = () => {
    if (document.visibilityState === "hidden") this.#close();
    else if (!this.#source) this.#open();
  };

  readonly #open = () => {
    this.#close();
    const source = new EventSource(this.#address);
    this.#source = source;
    source.onopen = () => {
      this.#wait = SHORTEST_WAIT_MS;
    };
    source.onmessage = ({ data }) => {
      const message = readMessage(data);
      if (message) for (const listener of this.#listeners) listener(message);
    };
    // EventSource would retry by itself at a fixed pace; after a restart all pages would come back at once.
    source.onerror = () => {
      this.#close();
      this.#retry = window.setTimeout(this.#open, this.#wait * (0.5 + Math.random()));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    };
  };

  #close(): void {
    window.clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }
}

const channels = new Map<string, CountChannel>();

/**
 * Calls `listener` with each message; the result stops that.
 *
 * @param address of the matter's stream
 */
export function listenToMatter(address: string, listener: Listener): () => void {
  const channel = channels.get(address) ?? new CountChannel(address);
  channels.set(address, channel);
  channel.add(listener);
  return () => {
    channel.remove(listener);
    if (channel.unused) channels.delete(address);
  };
}

/** Calls `listener` with each new count; the result stops that. */
export const listenToCount = (address: string, listener: (count: number) => void): (() => void) =>
  listenToMatter(address, ({ count }) => {
    if (count !== undefined) listener(count);
  });

function readMessage(data: unknown): LiveMessage | null {
  if (typeof data !== "string") return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null) return null;
    const count = "count" in message && typeof message.count === "number" ? message.count : undefined;
    const counted = "counted" in message && typeof message.counted === "number" ? message.counted : undefined;
    return { count, counted };
  } catch {
    return null;
  }
}
