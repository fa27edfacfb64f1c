import type { LimitName } from "#app/platform/rate-limits.ts";
import type { Portal } from "#app/portal.ts";

/** For who has more that waits than there is room for. */
export const BUSY_RETRY_SECONDS = 10;
/**
 * A place is free again after a rest of so many times what the work costs (`COST`): whoever asks for much has half a thread
 * at the most, in pieces with room between them for everybody else. Without, 200 pages within a limit made what others did
 * at the same time ten times as slow. By cost and not by the time that it took, which is long where a line is slow.
 */
const REST = 4;

interface Asked {
  /** A person, an address, the keys of a person, and what kind of thing they ask for; undefined: nobody can be kept waiting. */
  asker: string | undefined;
  /** What an answer costs that is made (`COST`). */
  points: number;
  /** From whom and from which that is taken; undefined for a write, which has limits of its own. */
  limit: { name: Extract<LimitName, "work" | "service">; key: string } | undefined;
  /** @param wait seconds until they may again */
  refuse(wait: number): Response;
}

interface AskerDoor {
  /** Takes the cost of an answer that is made: what is kept costs nothing. @returns why it is not to be made */
  refusal(): Promise<Response | undefined>;
  /** Works when it is its asker's turn: two at a time, and a rest after what was made. */
  inTurn<T>(work: () => Promise<T>): Promise<T | Response>;
}

/** Through which everything goes that is not answered at once with what is kept. */
export function askerDoor({ limits, turns }: Pick<Portal, "limits" | "turns">, asked: Asked): AskerDoor {
  const { asker, points, limit, refuse } = asked;
  let isMade = false;
  return {
    async refusal() {
      isMade = true;
      if (!limit) return undefined;
      const wait = await limits.take(limit.name, limit.key, points);
      return wait === undefined ? undefined : refuse(wait);
    },
    async inTurn(work) {
      if (asker === undefined) return work();
      const leave = await turns.answer.enter(asker);
      if (!leave) return refuse(BUSY_RETRY_SECONDS);
      try {
        return await work();
      } finally {
        // Who got what another one's turn had made keeps nobody waiting.
        if (isMade) setTimeout(leave, REST * points).unref();
        else leave();
      }
    },
  };
}
