import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";

/**
 * Limits a person and an address. An office or a school of hundreds shares one address, so those limits are wide. An
 * address is an IPv4 address or the /64 of an IPv6 one (web/network.ts).
 */
export const LIMITS = {
  /** Writes of any kind, by address. */
  address: { points: 3_000, duration: 60 },
  /** Sign-ins begun, by address. */
  "sign-in": { points: 2_000, duration: 600 },
  /** Ends of sessions that the provider tells of, by address: after a mass sign-out it has thousands. */
  "provider-logout": { points: 20_000, duration: 600 },
  /** Searches and suggestions, by address. */
  search: { points: 1_200, duration: 60 },
  /**
   * What reading costs that is not taken from what is kept, by address or person: milliseconds of a core (`COST`), so
   * nobody has more than a third of one. Short, so that no burst is long.
   */
  work: { points: 3_000, duration: 10 },
  /** The same of a service that shows its key: it asks for many people. */
  service: { points: 6_000, duration: 10 },
  /** One-touch acts of a person: agree, take back, helpful. */
  touch: { points: 120, duration: 60 },
  /** Texts of a person: opinions, replies, supplements, drafts saved. */
  text: { points: 120, duration: 600 },
  /** Proposals of a person. */
  publish: { points: 20, duration: 3_600 },
  /** Comments of a person below proposals, in a day, with the answers that they give as authors. */
  comment: { points: 30, duration: 86_400 },
  /** One-touch polls of a person. */
  "quick-poll": { points: 30, duration: 3_600 },
  /** Messages of a person in the chats of one-touch polls. */
  chat: { points: 15, duration: 60 },
  /** Votes of devices, by address, weighed (`VOTE_COST`): 1,200 devices that were never here in ten minutes. */
  vote: { points: 6_000, duration: 600 },
  /** Questions of a person that an engine has to answer, such as for similar proposals while they write. */
  question: { points: 120, duration: 60 },
  /** Pictures of a person. */
  picture: { points: 40, duration: 600 },
  /** Everything that is stored of a person, read by them. */
  "own-data": { points: 20, duration: 600 },
  /** Files of open data, by address. */
  download: { points: 600, duration: 600 },
  /** PDFs drawn for a person (sheets), or for an address (posters and results that were not drawn before). */
  paper: { points: 60, duration: 600 },
  /** Pictures for messengers that were not drawn before, by address: a messenger asks for all of its people. */
  "share-picture": { points: 600, duration: 600 },
} as const;

/**
 * Of the limit of work; on a slow machine. A search comes on top of the page, or the read, that shows it; a stream is
 * begun with a look at the count; a file is a picture or a poster that was drawn before.
 */
export const COST = { page: 15, read: 4, search: 30, stream: 2, file: 1 } as const;

/** Of the limit of votes. One from a device that is new counts as several: with a cookie thrown away, everybody is. */
export const VOTE_COST = { known: 1, new: 5 } as const;

export type LimitName = keyof typeof LIMITS;

export interface RateLimits {
  /**
   * @param points what it costs; 1 when left out
   * @returns undefined when it may go on; else the seconds to wait
   */
  take(limit: LimitName, key: string, points?: number): Promise<number | undefined>;
  /** Waits for what is on its way to the other processes. */
  close(): Promise<void>;
}

/** What a process adds to a count that all of them share. */
interface LimitShare {
  /** By whom and of which limit, under a key that nobody can tell them from. */
  key: Buffer;
  points: number;
  /** When it ends, if it begins with this. */
  endsAt: Date;
}

/** The counts that all processes share, and the salt of a day that their keys are made with. */
export interface SharedCounts {
  /**
   * @param now when a count's time is over; left out: by the clock of the database, which all share
   * @returns the counts as they are now, in any order; those whose time was over began anew with what was added
   */
  add(shares: readonly LimitShare[], now?: Date): Promise<{ key: Buffer; points: number; ends_at: Date }[]>;
  salt(now: Date): Promise<Buffer>;
}

interface Count {
  endsAt: number;
  /** Of all processes, as they were known last. */
  known: number;
  /** Taken here since. */
  unsent: number;
  /** On their way to the others. */
  sending: number;
}

/** In all limits together; of more, whoever came longest ago begins anew. Some 300 bytes each, 15 MB at the most. */
const MOST_COUNTED = 50_000;
/** Others are told of who took this part of a limit, and whenever another such part was taken. */
const SHARED_PART = 10;
const SHARE_EACH_MS = 1_000;
const MOST_SHARED_AT_ONCE = 1_000;

interface LimitOptions {
  /** Left out: this process counts alone. */
  shared?: SharedCounts;
  onError?: (error: unknown) => void;
  now?: () => number;
  mostCounted?: number;
}

/** Limits that let everything pass, for load tests. */
export const NO_LIMITS: RateLimits = { take: async () => undefined, close: async () => undefined };

/**
 * Counts here first: taking from a limit asks no database. Who takes much is told to the other processes, in one
 * statement for all, each second and at each tenth of a limit; so a limit is passed by a tenth a process at the most,
 * and most people are never written down at all. When the database is away each process counts alone.
 *
 * RateLimiterPostgres of rate-limiter-flexible was the other way: a statement for each request, and rows with the
 * address in them.
 */
export function createRateLimits(options: LimitOptions = {}): RateLimits {
  const { shared, onError = () => undefined, now = Date.now, mostCounted = MOST_COUNTED } = options;
  const counts = new LRUCache<string, Count>({ max: mostCounted });
  const changed = new Map<string, Count>();
  let timer: NodeJS.Timeout | undefined;
  let sharing: Promise<void> | undefined;

  const share = async (shares: SharedCounts) => {
    const some = [...changed].slice(0, MOST_SHARED_AT_ONCE);
    for (const [name, count] of some) {
      changed.delete(name);
      count.sending = count.unsent;
      count.unsent = 0;
    }
    try {
      const salt = await shares.salt(new Date(now()));
      const keyed = new Map(some.map(([name, count]) => [keyOf(salt, name), count]));
      const added = [...keyed].map(([key, { sending, endsAt }]) => ({
        key: Buffer.from(key, "hex"),
        points: sending,
        endsAt: new Date(endsAt),
      }));
      for (const { key, points, ends_at } of await shares.add(added)) {
        const count = keyed.get(key.toString("hex"));
        if (!count) continue;
        count.known = points;
        count.endsAt = ends_at.getTime();
        count.sending = 0;
      }
    } catch (error) {
      onError(error);
      for (const [, count] of some) {
        count.unsent += count.sending;
        count.sending = 0;
      }
    }
  };
  const shareSoon = (shares: SharedCounts, ms: number) => {
    if (sharing) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      sharing = share(shares).finally(() => {
        sharing = undefined;
        if (changed.size > 0) shareSoon(shares, SHARE_EACH_MS);
      });
    }, ms);
    timer.unref();
  };

  return {
    async take(limit, key, points = 1) {
      const { points: most, duration } = LIMITS[limit];
      const name = `${limit} ${key}`;
      const at = now();
      const known = counts.get(name);
      const count =
        known && known.endsAt > at
          ? known
          : { endsAt: at + duration * 1_000, known: 0, unsent: 0, sending: 0 };
      if (count !== known) counts.set(name, count);
      const used = count.known + count.sending + count.unsent;
      if (used >= most) return Math.max(1, Math.ceil((count.endsAt - at) / 1_000));
      count.unsent += points;
      const part = most / SHARED_PART;
      if (shared && used + points >= part) {
        const isNew = !changed.has(name);
        changed.set(name, count);
        if (count.unsent >= part && !sharing) shareSoon(shared, 0);
        else if (isNew && !timer) shareSoon(shared, SHARE_EACH_MS);
      }
      return undefined;
    },
    async close() {
      clearTimeout(timer);
      await sharing;
    },
  };
}

function keyOf(salt: Buffer, name: string): string {
  return createHmac("sha256", salt).update(name).digest().subarray(0, 16).toString("hex");
}
