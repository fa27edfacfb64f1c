import { LRUCache } from "lru-cache";
import type { AdapterPayload } from "oidc-provider";
import { z } from "zod";

/** What the agency remembers, and forgets: one act of one entry. */
const act = z.discriminatedUnion("act", [
  z.object({ act: z.literal("set"), key: z.string(), payload: z.looseObject({}), seconds: z.number() }),
  z.object({ act: z.literal("get"), key: z.string() }),
  z.object({ act: z.literal("find"), uid: z.string() }),
  z.object({ act: z.literal("consume"), key: z.string() }),
  z.object({ act: z.literal("delete"), key: z.string() }),
  z.object({ act: z.literal("revoke"), grantId: z.string() }),
]);
export type AgencyAct = z.output<typeof act>;

/**
 * What the provider remembers, in memory with an end: sign-ins under way are all there is to lose. The provider's
 * own default keeps the last thousand entries, which several hundred sign-ins at once would push out.
 *
 * Several web processes have one, in the process that started them: each step of a sign-in may come to another.
 */
export function createAgencyMemory(): (asked: unknown) => AdapterPayload | undefined {
  const memory = new LRUCache<string, AdapterPayload>({ max: 200_000, ttl: 600_000 });
  return (asked) => {
    const told = act.parse(asked);
    switch (told.act) {
      case "set": {
        const ttl = told.seconds * 1000;
        memory.set(told.key, told.payload, { ttl });
        const { uid } = told.payload;
        if (typeof uid === "string") memory.set(`uid:${uid}`, { jti: told.key }, { ttl });
        return undefined;
      }
      case "get":
        return memory.get(told.key);
      case "find": {
        const key = memory.get(`uid:${told.uid}`)?.jti;
        return key === undefined ? undefined : memory.get(key);
      }
      case "consume": {
        const payload = memory.get(told.key);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        return undefined;
      }
      case "delete":
        memory.delete(told.key);
        return undefined;
      case "revoke":
        for (const [key, payload] of memory.entries())
          if (payload.grantId === told.grantId) memory.delete(key);
        return undefined;
    }
  };
}
