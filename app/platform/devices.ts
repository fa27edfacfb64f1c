import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const TOKEN_BYTES = 16;
/** Longer than any one-touch poll is open; begun anew with each vote. */
const KEPT_DAYS = 60;
const USE = "gonggam devices";

/**
 * What tells one device from another without anybody signing in: a random number in a cookie, signed, so that a number
 * that somebody made up is a new device and goes through the limit of those. It is given by a write alone; nothing that
 * only reads sets it, and it is of use for nothing but votes of devices.
 */
export interface Devices {
  /** The name of the cookie. */
  cookieName: string;
  /** The device of a Cookie header; undefined: none, or not one of ours. */
  find(cookieHeader: string | null): string | undefined;
  /** A device that was not there before. */
  create(): string;
  /** The Set-Cookie header that a device comes back with. */
  cookieOf(device: string): string;
  /** What stands for a device, or an address, where nobody should know it again elsewhere. */
  hash(salt: Buffer, sort: "device" | "address", value: string): Buffer;
}

/** @param secret the key by which cookies are signed */
export function createDevices(secret: string, { secure }: { secure: boolean }): Devices {
  const key = createHmac("sha256", secret).update(USE).digest();
  const cookieName = secure ? "__Host-gonggam-device" : "gonggam-device";
  const signatureOf = (device: string) =>
    createHmac("sha256", key).update(`cookie ${device}`).digest().subarray(0, TOKEN_BYTES);
  return {
    cookieName,
    find(cookieHeader) {
      for (const pair of (cookieHeader ?? "").split(";")) {
        const [name = "", value = ""] = pair.trim().split("=");
        if (name !== cookieName) continue;
        const [, device, signature] = /^([\w-]{22})\.([\w-]{22})$/.exec(value) ?? [];
        if (device === undefined || signature === undefined) continue;
        const given = Buffer.from(signature, "base64url");
        const expected = signatureOf(device);
        if (given.length === expected.length && timingSafeEqual(given, expected)) return device;
      }
      return undefined;
    },
    create: () => randomBytes(TOKEN_BYTES).toString("base64url"),
    cookieOf(device) {
      const value = `${device}.${signatureOf(device).toString("base64url")}`;
      const attributes = `Path=/; Max-Age=${KEPT_DAYS * 24 * 60 * 60}; HttpOnly; SameSite=Lax`;
      return `${cookieName}=${value}; ${attributes}${secure ? "; Secure" : ""}`;
    },
    hash(salt, sort, value) {
      const whole = createHmac("sha256", createHmac("sha256", key).update(salt).digest());
      const digest = whole.update(`${sort} ${value}`).digest();
      // Of an address less: enough to see that many are one, and no more.
      return sort === "device" ? digest : digest.subarray(0, 8);
    },
  };
}
