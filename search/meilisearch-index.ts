import type { IndexSwap } from "meilisearch";
import type { DocumentRef, SearchDocument, SearchWords } from "#db/search-document.ts";
import { keyOf } from "./engine.ts";
import { storedDocument } from "./meilisearch-document.ts";
import { codeOf, type MeilisearchServer } from "./meilisearch-server.ts";
import { hasSettings, indexSettings } from "./settings.ts";

/** An index on a server: made, set, filled and built anew. Everything resolves when the server has done it. */
export class MeilisearchIndex {
  constructor(
    private readonly server: MeilisearchServer,
    readonly name: string,
  ) {}

  /** Makes the index when there is none, and gives it new settings when ours are others. */
  async prepare(words: SearchWords, index = this.name): Promise<"created" | "ready"> {
    const settings = indexSettings(words);
    const actual = await this.server.write((client) =>
      client.index(index).getSettings().catch(nothingIfMissing),
    );
    if (actual === null) await this.#create(index, words);
    else if (!hasSettings(actual, settings)) {
      await this.server.done((client) => client.index(index).updateSettings(settings));
    }
    return actual === null ? "created" : "ready";
  }

  async has(index: string): Promise<boolean> {
    return (await this.#createdAt(index)) !== null;
  }

  /** A name for a rebuild. Whoever begins one keeps it first: killed in between, the next one goes on with it. */
  newRebuildName(): string {
    return `${this.name}-${Date.now().toString(36)}`;
  }

  /** Puts a rebuilt index in the place of the old one in one step and deletes the old one. May be called again. */
  async finishRebuild(index: string): Promise<void> {
    const [rebuilt, current] = [await this.#createdAt(index), await this.#createdAt(this.name)];
    if (rebuilt === null) return;
    // after a swap the name of the rebuilt index stands for the old one: killed here before, only the rest is to do
    if (current === null || rebuilt > current) {
      const swap: IndexSwap = { indexes: [index, this.name], rename: current === null };
      await this.server.write((client) => client.swapIndexes([swap]));
      // a key that is limited to some indexes is not shown this task, which belongs to none
      await this.server.until("the swap", async () => (await this.#createdAt(this.name)) === rebuilt);
    }
    if (current !== null) await this.server.done((client) => client.deleteIndex(index));
  }

  async add(documents: readonly SearchDocument[], index = this.name): Promise<void> {
    if (documents.length === 0) return;
    const stored = documents.map(storedDocument);
    await this.server.done((client) => client.index(index).addDocuments(stored, { primaryKey: "key" }));
  }

  async remove(refs: readonly DocumentRef[], index = this.name): Promise<void> {
    if (refs.length === 0) return;
    await this.server.done((client) => client.index(index).deleteDocuments(refs.map(keyOf)));
  }

  async #create(index: string, words: SearchWords): Promise<void> {
    await this.server.done((client) => client.createIndex(index, { primaryKey: "key" }));
    await this.server.done((client) => client.index(index).updateSettings(indexSettings(words)));
  }

  /** Milliseconds since 1970: it goes with an index through a swap, so it tells which of two an index is. */
  async #createdAt(index: string): Promise<number | null> {
    const found = await this.server.write((client) => client.getRawIndex(index).catch(nothingIfMissing));
    return found === null ? null : new Date(found.createdAt).getTime();
  }
}

function nothingIfMissing(error: unknown): null {
  if (codeOf(error) === "index_not_found") return null;
  throw error;
}
