import type { Live } from "#app/platform/live.ts";
import type { Database } from "#db/client.ts";
import { readBoard } from "./read-board.ts";

/** Votes are counted so often at most, however many come. */
const PACE_MS = 250;

/**
 * Tells everybody who looks at a one-touch poll how it stands. Whoever changes something says only that it changed: one
 * reading at a time a poll, and the next after a pause, so a thousand votes a second are four countings and no vote
 * waits for any.
 */
export class QuickBoards {
  /** Polls that are being told of, and whether something changed since their reading began. */
  readonly #again = new Map<number, boolean>();
  readonly #working = new Set<Promise<void>>();
  #closed = false;

  constructor(
    private readonly db: Database,
    private readonly live: Live,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** How it stands has changed, and that was committed. */
  changed(pollId: number): void {
    if (this.#again.has(pollId)) {
      this.#again.set(pollId, true);
      return;
    }
    this.#begin(pollId);
  }

  #begin(pollId: number): void {
    if (this.#closed) return;
    this.#again.set(pollId, false);
    const work = this.#tell(pollId).finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  async #tell(pollId: number): Promise<void> {
    try {
      const message = await this.read(pollId);
      if (message) this.live.publish(`quick:${pollId}`, message);
    } catch (error) {
      this.onError(error);
    }
    setTimeout(() => {
      const again = this.#again.get(pollId);
      this.#again.delete(pollId);
      if (again) this.#begin(pollId);
    }, PACE_MS).unref();
  }

  /** How a poll stands, for who begins to listen to it; undefined: there is no such poll. */
  async read(pollId: number): Promise<{ board: string } | undefined> {
    const board = await readBoard(this.db, pollId);
    return board && { board: JSON.stringify(board) };
  }

  /** Waits for the readings under way; those that would follow are left out. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#working);
  }
}
