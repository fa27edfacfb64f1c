import { createHmac, timingSafeEqual } from "node:crypto";

const USE = "gonggam stop links";
const ID_BYTES = 6;
/** 128 bits: nobody makes one up. */
const MAC_BYTES = 16;

/**
 * What stands in the address by which mail is stopped without signing in (RFC 8058): whose and what, signed. It has no
 * end, as letters have none; it can do nothing but stop.
 */
export interface StopLinks {
  /** @param what one letter of what it stops */
  tokenOf(personId: number, what: string): string;
  /** Undefined: it is none of ours. */
  read(token: string): { personId: number; what: string } | undefined;
}

/** @param secret the key by which cookies are signed */
export function createStopLinks(secret: string): StopLinks {
  const key = createHmac("sha256", secret).update(USE).digest();
  const signed = (said: Buffer) => createHmac("sha256", key).update(said).digest().subarray(0, MAC_BYTES);
  return {
    tokenOf(personId, what) {
      const said = Buffer.alloc(ID_BYTES + 1);
      said.writeUIntBE(personId, 0, ID_BYTES);
      said.write(what, ID_BYTES, 1, "latin1");
      return Buffer.concat([said, signed(said)]).toString("base64url");
    },
    read(token) {
      const bytes = Buffer.from(token.slice(0, 100), "base64url");
      if (bytes.length !== ID_BYTES + 1 + MAC_BYTES) return undefined;
      const said = bytes.subarray(0, ID_BYTES + 1);
      if (!timingSafeEqual(signed(said), bytes.subarray(ID_BYTES + 1))) return undefined;
      return { personId: said.readUIntBE(0, ID_BYTES), what: said.toString("latin1", ID_BYTES) };
    },
  };
}
