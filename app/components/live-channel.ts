/**
 * Live updates in the browser: one connection an address, shared by everything on the page that listens to it.
 * Hidden pages hang up, since many open tabs would hold many connections that nobody looks at.
 */
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** @param message what came, as JSON says it; undefined: it was none */
type Listener = (message: unknown) => void;

class LiveChannel {
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
      const message = parsed(data);
      for (const listener of this.#listeners) listener(message);
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

const channels = new Map<string, LiveChannel>();

/**
 * Calls `listener` with each message of a stream; the result stops that.
 *
 * @param address of the stream
 */
export function listenTo(address: string, listener: Listener): () => void {
  const channel = channels.get(address) ?? new LiveChannel(address);
  channels.set(address, channel);
  channel.add(listener);
  return () => {
    channel.remove(listener);
    if (channel.unused) channels.delete(address);
  };
}

function parsed(data: unknown): unknown {
  if (typeof data !== "string") return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
