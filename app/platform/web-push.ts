import {
  createCipheriv,
  createECDH,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { request } from "node:https";
import { isIP } from "node:net";
import { lookupPublic, PUBLIC, type Reach } from "./public-address.ts";

/**
 * Push messages to browsers: encrypted for the device (RFC 8291, with the coding of RFC 8188), by a sender that shows
 * who it is (VAPID, RFC 8292), to the push service of the browser's maker (RFC 8030), which reads none of it. With
 * node:crypto alone: what the package web-push adds to it is a way to reach addresses that must not be reached, and its
 * licence is none of ours.
 */

/** Where a device is reached, as its browser says it. */
export interface PushTarget {
  endpoint: string;
  /** Its public key, base64url of 65 bytes. */
  p256dh: string;
  /** Its secret, base64url of 16 bytes. */
  auth: string;
}

/** What came of one: "gone": the device takes none any more. "later": after so many seconds, when the service said. */
export type PushOutcome = { is: "taken" | "gone" | "refused" } | { is: "later"; seconds?: number };

export interface Pusher {
  /** What a browser must know to let nobody else send, base64url. */
  publicKey: string;
  /** @param topic of two with one that were not delivered yet only the later is: letters of base64url, 32 at most */
  send(target: PushTarget, text: string, topic: string): Promise<PushOutcome>;
}

const POINT_BYTES = 65;
const AUTH_BYTES = 16;
/** RFC 8188: in one record; what a service must take is 4096 bytes (RFC 8030, 7.2). */
const RECORD_BYTES = 4096;
const LONGEST_TEXT = 3_000;
const TIMEOUT_MS = 10_000;
/** News of a day before are read in the portal. */
const KEPT_SECONDS = 24 * 60 * 60;
const TOKEN_SECONDS = 12 * 60 * 60;
const LONGEST_ENDPOINT = 1_000;

/** Whether a browser said where it is reached: on https at a public address, with keys of the right form. */
export function isPushTarget({ endpoint, p256dh, auth }: PushTarget, reach = PUBLIC): boolean {
  return (
    isEndpoint(endpoint, reach) &&
    bytesOf(p256dh, POINT_BYTES) !== undefined &&
    bytesOf(auth, AUTH_BYTES) !== undefined
  );
}

function isEndpoint(endpoint: string, reach: Reach): boolean {
  if (endpoint.length > LONGEST_ENDPOINT || !URL.canParse(endpoint)) return false;
  const { protocol, username, password, hostname, port } = new URL(endpoint);
  if (protocol !== "https:" || username || password || !reach.port(port)) return false;
  const host = hostname.replace(/^\[|\]$/g, "");
  // A name is looked at when it is asked; one without a dot is of a network of one's own.
  return isIP(host) === 0 ? host.includes(".") : reach.address(host);
}

function bytesOf(text: string, length: number): Buffer | undefined {
  if (!/^[\w-]+=*$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  return bytes.length === length ? bytes : undefined;
}

/**
 * The body of a message for a device.
 *
 * @param made left out, but for the example of RFC 8291: the sender's key of this message and the salt
 * @throws for keys that are no point of the curve
 */
export function encryptPush(
  { p256dh, auth }: Pick<PushTarget, "p256dh" | "auth">,
  text: string,
  made: { privateKey?: Buffer; salt?: Buffer } = {},
): Buffer {
  const theirs = Buffer.from(p256dh, "base64url");
  const own = createECDH("prime256v1");
  if (made.privateKey) own.setPrivateKey(made.privateKey);
  else own.generateKeys();
  const ours = own.getPublicKey();
  const salt = made.salt ?? randomBytes(16);
  const derive = (secret: Buffer, with_: Buffer, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync("sha256", secret, with_, info, bytes));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours]);
  const secret = derive(own.computeSecret(theirs), Buffer.from(auth, "base64url"), info, 32);
  const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES, 0);
  head.writeUInt8(ours.length, 4);
  // 2: the delimiter of the last record.
  const record = [
    cipher.update(Buffer.from(text)),
    cipher.update(Buffer.from([2])),
    cipher.final(),
    cipher.getAuthTag(),
  ];
  return Buffer.concat([salt, head, ours, ...record]);
}

/** Of the curve P-256: how many points there are. */
const ORDER = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** The sender's key, always the same from a secret: with 128 bits more than the curve has, so that it is even. */
function senderKey(secret: string): { key: KeyObject; publicKey: string } {
  const drawn = Buffer.from(hkdfSync("sha256", secret, "", "gonggam push key", 48));
  const scalar = (BigInt(`0x${drawn.toString("hex")}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(64, "0"), "hex");
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const key = createPrivateKey({
    key: { kty: "EC", crv: "P-256", d: d.toString("base64url"), x, y },
    format: "jwk",
  });
  return { key, publicKey: point.toString("base64url") };
}

interface PusherOptions {
  /** Whom a push service writes to about us: an https or a mailto address. */
  contact: string;
  /** Left out: what is public. */
  reach?: Reach;
  /** Left out: those that the machine trusts. */
  authority?: string;
}

/** @param secret its key is made from it */
export function createPusher(secret: string, { contact, reach = PUBLIC, authority }: PusherOptions): Pusher {
  const { key, publicKey } = senderKey(secret);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const tokenFor = (audience: string) => {
    const exp = Math.floor(Date.now() / 1000) + TOKEN_SECONDS;
    const said = `${part({ typ: "JWT", alg: "ES256" })}.${part({ aud: audience, exp, sub: contact })}`;
    const signature = sign("sha256", Buffer.from(said), { key, dsaEncoding: "ieee-p1363" });
    return `${said}.${signature.toString("base64url")}`;
  };
  return {
    publicKey,
    async send(target, text, topic) {
      if (!isPushTarget(target, reach)) return { is: "refused" };
      let body: Buffer;
      try {
        body = encryptPush(target, text.slice(0, LONGEST_TEXT));
      } catch {
        return { is: "refused" }; // no point of the curve
      }
      const headers = {
        Authorization: `vapid t=${tokenFor(new URL(target.endpoint).origin)}, k=${publicKey}`,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "Content-Length": String(body.length),
        TTL: String(KEPT_SECONDS),
        Topic: topic,
        Urgency: "normal",
      };
      return post(new URL(target.endpoint), headers, body, { lookup: lookupPublic(reach), ca: authority });
    },
  };
}

/** No redirect is followed: it could lead anywhere. What the service says beside its status is not read. */
function post(
  address: URL,
  headers: Record<string, string>,
  body: Buffer,
  options: { lookup: ReturnType<typeof lookupPublic>; ca: string | undefined },
): Promise<PushOutcome> {
  return new Promise((done) => {
    const asked = request(
      address,
      { method: "POST", headers, ...options, agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) },
      (answer) => {
        done(outcomeOf(answer.statusCode ?? 0, answer.headers["retry-after"]));
        answer.destroy();
      },
    );
    asked.on("error", () => done({ is: "later" }));
    asked.end(body);
  });
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { is: "taken" };
  if (status === 404 || status === 410) return { is: "gone" };
  if (status !== 429 && status < 500) return { is: "refused" };
  return /^\d{1,6}$/.test(retryAfter ?? "") ? { is: "later", seconds: Number(retryAfter) } : { is: "later" };
}
