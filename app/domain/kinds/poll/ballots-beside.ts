import type { Beside } from "#app/domain/support/beside.ts";
import { insertBallots, replaceBallots, type SealedBallot } from "#db/queries/ballots.ts";

/** A poll's support is that somebody took part; their ballot stands beside it until it is counted. */
export const BALLOTS: Beside<SealedBallot> = {
  mayChangeCount: false,
  async store(tx, supports) {
    await insertBallots(tx, supports.map(flat));
    return [];
  },
  replace: (tx, supports) => replaceBallots(tx, supports.map(flat)),
  // Nothing is taken back: a poll's time for that is over before it opens.
  takeBack: async () => [],
};

const flat = <T, C>({ content, ...support }: T & { content: C }) => ({ ...support, ...content });
