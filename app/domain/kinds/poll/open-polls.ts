import { LRUCache } from "lru-cache";
import type { Database } from "#db/client.ts";
import { findPoll, type PollRow } from "#db/queries/polls.ts";
import { ballotBytes } from "./sealed-size.ts";

const BELIEVED_MS = 2_000;

/** What a ballot must know of its poll. */
export interface OpenPoll extends PollRow {
  /** The size of all its ballots, see `ballotBytes`. */
  ballotBytes: number;
}

/**
 * What a ballot asks of its poll, remembered for two seconds: while thousands vote, it is one read and not thousands.
 * What is asked and of whom never changes; whether it is open the writer asks of the matter's row.
 */
export class OpenPolls {
  readonly #known: LRUCache<string, OpenPoll>;

  constructor(db: Database) {
    this.#known = new LRUCache({
      max: 500,
      ttl: BELIEVED_MS,
      fetchMethod: async (key) => {
        const [spaceId = 0, id = 0] = key.split("/").map(Number);
        const poll = await findPoll(db, spaceId, id);
        return poll && { ...poll, ballotBytes: ballotBytes(poll.definition) };
      },
    });
  }

  of(spaceId: number, id: number): Promise<OpenPoll | undefined> {
    return this.#known.fetch(`${spaceId}/${id}`);
  }
}
