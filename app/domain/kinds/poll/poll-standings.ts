import type { Directory } from "#app/domain/space/directory.ts";
import { SharedReads } from "#app/platform/shared-reads.ts";
import type { Database } from "#db/client.ts";
import type { Language } from "#db/tables/language.ts";
import { type PollView, readPoll } from "./read-poll.ts";
import { type PollResults, readResults } from "./read-results.ts";
import { readTurnout, type Turnout } from "./read-turnout.ts";

interface PollStanding {
  poll: PollView;
  results: PollResults;
  turnout: Turnout | null;
}

/**
 * How polls stand, for the pages of their results: when ballots were counted hundreds of open pages ask in the same moment,
 * and all of them get what is read once.
 */
export class PollStandings {
  readonly #reads = new SharedReads<PollStanding>();

  constructor(private readonly db: Database) {}

  /** @throws PortalError as `readPoll`, `readResults` and `readTurnout` do */
  of(directory: Directory, id: number, language: Language, now: Date): Promise<PollStanding> {
    const spaceId = directory.space.id;
    return this.#reads.of(`${spaceId}/${id}/${language}`, async () => {
      const [poll, results, turnout] = await Promise.all([
        readPoll(this.db, spaceId, id, language, now),
        readResults(this.db, spaceId, id),
        readTurnout(this.db, directory, id, now),
      ]);
      return { poll, results, turnout };
    });
  }
}
