import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/**
 * Limits a person and an address. Kept in the process: with several processes the limit grows with their number,
 * which is accepted, because these limits stop a runaway client and not a determined one; the proxy in front
 * stands against floods. An office or a school of hundreds shares one address, so that limit is wide. An address is an
 * IPv4 address or the /64 of an IPv6 one (web/network.ts).
 */
export const LIMITS = {
  /** Writes of any kind, by address. */
  address: { points: 3_000, duration: 60 },
  /** Sign-ins begun, by address. */
  "sign-in": { points: 2_000, duration: 600 },
  /** Searches and suggestions, by address: anonymous, and dearer than a page. */
  search: { points: 1_200, duration: 60 },
  /** Pages that are drawn and not taken from the cache, by address or person: short, so that no burst is long. */
  page: { points: 200, duration: 10 },
  /** One-touch acts of a person: agree, take back, helpful. */
  touch: { points: 120, duration: 60 },
  /** Texts of a person: opinions, replies, supplements, drafts saved. */
  text: { points: 120, duration: 600 },
  /** Proposals of a person. */
  publish: { points: 20, duration: 3_600 },
  /** Questions of a person that an engine has to answer, such as for similar proposals while they write. */
  question: { points: 120, duration: 60 },
  /** Pictures of a person. */
  picture: { points: 40, duration: 600 },
  /** Everything that is stored of a person, read by them. */
  "own-data": { points: 20, duration: 600 },
  /** PDFs drawn for a person (sheets), or for an address (posters that were not drawn before). */
  paper: { points: 60, duration: 600 },
} as const;

export type LimitName = keyof typeof LIMITS;

export interface RateLimits {
  /** @returns undefined when it may go on; else the seconds to wait */
  take(limit: LimitName, key: string): Promise<number | undefined>;
}

/**
 * Counted for each limit at a time; of more than these, whoever came longest ago begins anew. A counter is some 400
 * bytes with its timer, so all of them are some 50 MB at the very most, whoever comes from how many networks.
 */
const MOST_COUNTED = 10_000;

/** @param mostCounted keys of each limit */
export function createRateLimits(on: boolean, mostCounted = MOST_COUNTED): RateLimits {
  if (!on) return { take: async () => undefined };
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, options]) => [name, boundedLimiter(name, options, mostCounted)]),
  );
  return {
    async take(limit, key) {
      try {
        await limiters.get(limit)?.(key);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
}

/** The limiter keeps a counter for every key it ever meets until its time is over: here the eldest makes room. */
function boundedLimiter(
  name: string,
  options: { points: number; duration: number },
  most: number,
): (key: string) => Promise<unknown> {
  const limiter = new RateLimiterMemory({ keyPrefix: name, ...options });
  const counted = new LRUCache<string, true>({
    max: most,
    dispose: (_, key, reason) => {
      if (reason === "evict") limiter.delete(key);
    },
  });
  return (key) => {
    counted.set(key, true);
    return limiter.consume(key);
  };
}
