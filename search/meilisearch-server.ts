import { createHash } from "node:crypto";
import { type EnqueuedTask, type EnqueuedTaskPromise, Meilisearch, MeilisearchApiError } from "meilisearch";
import { EngineUnavailable } from "./engine.ts";

export interface ServerOptions {
  url: string;
  /** The master key, an admin key, or one that may do what is needed; absent on a server without keys. */
  apiKey: string | undefined;
  /** Our index; what is made for a rebuild has this as the beginning of its name. */
  index: string;
}

/** A page waits no longer for an answer. */
const SEARCH_TIMEOUT_MS = 1500;
const WRITE_TIMEOUT_MS = 30_000;
/** How long a task may take. New settings index everything anew. */
const TASK_TIMEOUT_MS = 10 * 60_000;

/** What each of our two keys may do, and on which indexes. */
const KEYS = {
  search: { actions: ["search"], rebuilds: false },
  write: {
    actions: [
      "documents.add",
      "documents.delete",
      "indexes.create",
      "indexes.get",
      "indexes.delete",
      "indexes.swap",
      "settings.get",
      "settings.update",
      "tasks.get",
    ],
    rebuilds: true,
  },
};

type Purpose = keyof typeof KEYS;

/**
 * One Meilisearch: who may ask it, how long it is waited for, and what its refusals mean.
 *
 * With a key that may manage keys, two of less right are made (or found) and used instead: one that can only search
 * our index, one that can only write to it.
 */
export class MeilisearchServer {
  #clients: Promise<Record<Purpose, Meilisearch>> | undefined;

  constructor(private readonly options: ServerOptions) {}

  /** @throws EngineUnavailable when the server is away, too slow, broken, refuses our key or has no such index */
  search<T>(ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    return this.#with("search", ask);
  }

  /** @throws EngineUnavailable as above */
  write<T>(ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    return this.#with("write", ask);
  }

  /**
   * Resolves when the server has done what it was told.
   *
   * @throws Error with the server's reason when it could not; EngineUnavailable as above
   */
  async done(tell: (client: Meilisearch) => EnqueuedTaskPromise): Promise<void> {
    // the client's own waiting adds a listener to one signal with each look: thousands for a long task
    const { taskUid } = await this.write<EnqueuedTask>(tell);
    await this.until(`task ${taskUid}`, async () => {
      const { type, status, error } = await this.write((client) => client.tasks.getTask(taskUid));
      if (status === "failed" || status === "canceled") {
        throw new Error(`Meilisearch: ${type} ${status}: ${error?.message ?? "no reason given"}`);
      }
      return status === "succeeded";
    });
  }

  /** Resolves when something has come to pass on the server; looks often at first, then every half second. */
  async until(what: string, happened: () => Promise<boolean>): Promise<void> {
    const last = performance.now() + TASK_TIMEOUT_MS;
    for (let pause = 5; !(await happened()); pause = Math.min(500, pause * 1.3)) {
      if (performance.now() > last) throw new EngineUnavailable(`Meilisearch: ${what} takes too long`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async #with<T>(purpose: Purpose, ask: (client: Meilisearch) => Promise<T>): Promise<T> {
    try {
      return await ask((await this.#connected())[purpose]);
    } catch (error) {
      if (!isAway(error)) throw error;
      // what was known of the keys may be what is wrong: a server that lost its data has new ones
      this.#clients = undefined;
      throw new EngineUnavailable(reasonOf(error), { cause: error });
    }
  }

  #connected(): Promise<Record<Purpose, Meilisearch>> {
    if (this.#clients) return this.#clients;
    const clients = this.#connect();
    this.#clients = clients;
    // whatever went wrong, the next question tries anew
    clients.catch(() => {
      if (this.#clients === clients) this.#clients = undefined;
    });
    return clients;
  }

  async #connect(): Promise<Record<Purpose, Meilisearch>> {
    const given = this.options.apiKey;
    const [search, write] = given
      ? [await this.#keyFor("search", given), await this.#keyFor("write", given)]
      : [undefined, undefined];
    return {
      search: this.#client(search, SEARCH_TIMEOUT_MS),
      write: this.#client(write, WRITE_TIMEOUT_MS),
    };
  }

  /** Our own key for this purpose, or the one that was given when it may not manage keys. */
  async #keyFor(purpose: Purpose, given: string): Promise<string> {
    const { index } = this.options;
    const { actions, rebuilds } = KEYS[purpose];
    const indexes = rebuilds ? [index, `${index}-*`] : [index];
    const manager = this.#client(given, SEARCH_TIMEOUT_MS);
    // the id says what the key may do, so other rights in a later version are another key
    const uid = uuidOf([index, ...actions, ...indexes].join(" "));
    try {
      return (await manager.getKey(uid)).key;
    } catch (error) {
      if (codeOf(error) === "invalid_api_key") return given;
      if (codeOf(error) !== "api_key_not_found") throw error;
    }
    try {
      const name = `${index}: ${purpose}`;
      return (await manager.createKey({ uid, name, actions, indexes, expiresAt: null })).key;
    } catch (error) {
      if (codeOf(error) === "invalid_api_key") return given;
      // another process made it meanwhile
      if (codeOf(error) === "api_key_already_exists") return (await manager.getKey(uid)).key;
      throw error;
    }
  }

  #client(apiKey: string | undefined, timeout: number): Meilisearch {
    return new Meilisearch({ host: this.options.url, apiKey, timeout });
  }
}

/** The server's own name of what went wrong. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof MeilisearchApiError ? error.cause?.code : undefined;

/** Whether asking another engine helps. A question that the server calls wrong is our mistake and is thrown as it is. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof MeilisearchApiError) {
    const { status } = error.response;
    return status >= 500 || [401, 403, 408, 429].includes(status) || codeOf(error) === "index_not_found";
  }
  // a SyntaxError: something that is not Meilisearch answered
  return error instanceof SyntaxError || error.name.startsWith("MeilisearchRequest");
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "Meilisearch does not answer";
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `Meilisearch does not answer: ${error.message}${cause}`;
}

/** The same text, the same id: a UUID of version 4 as Meilisearch wants it. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
