import type { Hit, SearchAnswer, SearchEngine, Searcher, SearchPage, Suggestions } from "./engine.ts";

/** How search stands, for health and metrics. */
export interface SearchStatus {
  /** Which engine answers now. */
  engine: SearchEngine["name"];
  /** Why it is not the one that was set, if so. */
  outside: "ready" | "away" | "behind" | "none";
}

export interface FailoverOptions {
  /** How many changes the outside engine has not followed, counted to {@link FAR_BEHIND}. */
  behind: () => Promise<number>;
  onChange: (status: SearchStatus, cause?: unknown) => void;
  now?: () => number;
}

/** Missing this many documents it is not asked: what was just published would not be found. */
export const FAR_BEHIND = 200;
/** After a failure it is left alone for this long, so that an outage costs one slow search and not each. */
const REST_MS = 10_000;
/** How old the knowledge of whether it follows may be. */
const CHECK_MS = 5_000;

/**
 * Asks the outside engine while it answers and follows, else the embedded one, whose index is always current. What it
 * writes to is no business of this: the embedded index is written by `sync.ts`, the outside one by `follow.ts`.
 */
export class FailoverSearch implements Searcher {
  #status: SearchStatus = { engine: "embedded", outside: "behind" };
  #restUntil = 0;
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly outside: SearchEngine,
    private readonly embedded: SearchEngine,
    private readonly options: FailoverOptions,
  ) {}

  async status(): Promise<SearchStatus> {
    if (this.#status.outside !== "away") await this.#look();
    return this.#status;
  }

  query(query: Parameters<SearchEngine["query"]>[0]): Promise<SearchAnswer> {
    return this.#ask((engine) => engine.query(query));
  }

  search(query: Parameters<SearchEngine["search"]>[0]): Promise<SearchPage> {
    return this.#ask((engine) => engine.search(query));
  }

  similar(query: Parameters<SearchEngine["similar"]>[0]): Promise<Hit[]> {
    return this.#ask((engine) => engine.similar(query));
  }

  suggest(query: Parameters<SearchEngine["suggest"]>[0]): Promise<Suggestions> {
    return this.#ask((engine) => engine.suggest(query));
  }

  async #ask<T>(question: (engine: SearchEngine) => Promise<T>): Promise<T> {
    const engine = await this.#chosen();
    if (engine === this.embedded) return question(engine);
    try {
      const answer = await question(engine);
      // only an answer ends an outage: that it should be back is not enough
      if (this.#status.outside === "away") await this.#look(true);
      return answer;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "EngineUnavailable") throw error;
      this.#restUntil = this.#now() + REST_MS;
      this.#become("away", error);
      return question(this.embedded);
    }
  }

  async #chosen(): Promise<SearchEngine> {
    if (this.#status.outside === "away") {
      if (this.#now() < this.#restUntil) return this.embedded;
      // one question tries it; all others rest on
      this.#restUntil = this.#now() + REST_MS;
      return this.outside;
    }
    await this.#look();
    return this.#status.outside === "ready" ? this.outside : this.embedded;
  }

  /** Whether it follows: looked up every few seconds, and when it is back. */
  async #look(atOnce = false): Promise<void> {
    const now = this.#now();
    if (!atOnce && now < this.#checkedAt + CHECK_MS) return;
    this.#checkedAt = now;
    this.#become((await this.options.behind()) >= FAR_BEHIND ? "behind" : "ready");
  }

  #become(outside: SearchStatus["outside"], cause?: unknown): void {
    if (outside === this.#status.outside) return;
    this.#status = { engine: outside === "ready" ? this.outside.name : this.embedded.name, outside };
    this.options.onChange(this.#status, cause);
  }

  #now(): number {
    return this.options.now?.() ?? performance.now();
  }
}
