import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * The text of a key: a name that tools which look for leaked secrets can look for, 256 random bits in base 62, and their
 * CRC-32 in base 62, so that what was typed wrong is known without asking the database. It is random, so its plain
 * SHA-256 is enough to know it by: there is nothing to guess.
 */
const PREFIX = "gonggam_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_BYTES = 32;
const RANDOM_DIGITS = 43;
const CHECK_DIGITS = 6;
const FORM = new RegExp(`^${PREFIX}([0-9A-Za-z]{${RANDOM_DIGITS}})([0-9A-Za-z]{${CHECK_DIGITS}})$`);
/** Enough of it to tell one's own keys apart. */
const HINT_LENGTH = PREFIX.length + 4;

interface KeyText {
  /** Shown once. */
  text: string;
  hint: string;
  hash: Buffer;
}

export function newKeyText(random: Buffer = randomBytes(RANDOM_BYTES)): KeyText {
  const body = inBase62(BigInt(`0x${random.toString("hex")}`), RANDOM_DIGITS);
  const text = PREFIX + body + checkOf(body);
  return { text, hint: text.slice(0, HINT_LENGTH), hash: hashOf(text) };
}

/** By which a key is known; undefined: it can be none. */
export function keyHashOf(text: string): Buffer | undefined {
  const [, body = "", check] = FORM.exec(text) ?? [];
  return check !== undefined && check === checkOf(body) ? hashOf(text) : undefined;
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
const checkOf = (body: string) => inBase62(BigInt(crc32(body)), CHECK_DIGITS);

function inBase62(value: bigint, length: number): string {
  const base = BigInt(DIGITS.length);
  let text = "";
  for (let left = value; text.length < length; left /= base) text = DIGITS[Number(left % base)] + text;
  return text;
}
