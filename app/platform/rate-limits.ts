import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/**
 * Limits a person and an address. Kept in the process: with several processes the limit grows with their number,
 * which is accepted, because these limits stop a runaway client and not a determined one; the proxy in front
 * stands against floods. An office or a school of hundreds shares one address, so that limit is wide.
 */
export const LIMITS = {
  /** Writes of any kind, by address. */
  address: { points: 3_000, duration: 60 },
  /** Sign-ins begun, by address. */
  "sign-in": { points: 2_000, duration: 600 },
  /** Searches and suggestions, by address: anonymous, and dearer than a page. */
  search: { points: 1_200, duration: 60 },
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
} as const;

export type LimitName = keyof typeof LIMITS;

export interface RateLimits {
  /** @returns undefined when it may go on; else the seconds to wait */
  take(limit: LimitName, key: string): Promise<number | undefined>;
}

export function createRateLimits(on: boolean): RateLimits {
  if (!on) return { take: async () => undefined };
  const limiters = new Map(
    Object.entries(LIMITS).map(([name, options]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, ...options }),
    ]),
  );
  return {
    async take(limit, key) {
      try {
        await limiters.get(limit)?.consume(key);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
  };
}
