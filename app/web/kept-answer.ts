import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { allowInline } from "./allowed-inline.ts";
import { keptPagePolicy } from "./security-headers.ts";

/** How an answer can be encoded on its way, the one that we prefer first. */
const ENCODINGS = ["br", "gzip"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Below, an encoding saves no packet. */
const LEAST_ENCODED_BYTES = 1_024;
const BROTLI_QUALITY = 5;

/** The encoding of an answer (RFC 9110, 12.5.3); undefined: as it is. What stands in `Accept-Encoding` without a weight. */
export function encodingOf(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined) return undefined;
  const taken = accepted
    .toLowerCase()
    .split(",")
    .map((one) => one.trim());
  return ENCODINGS.find((encoding) =>
    taken.some((one) => one === encoding || (one.startsWith(`${encoding};`) && !/q=0(\.0*)?$/.test(one))),
  );
}

const compressors: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: promisify(gzip),
};

/** An answer for everybody, with its body encoded once for all who take that encoding. */
export interface KeptAnswer {
  status: number;
  /** Of the answer, what is said of keeping it included; not those of its encoding. */
  headers: Headers;
  etag: string;
  /** When its making began: it knows of nothing that was written later. In milliseconds of `performance`. */
  begunAt: number;
  /** Bytes that it holds, encoded ones included: an encoded one is no longer. */
  size: number;
  /** Whether it is long enough to be encoded at all. */
  encodable: boolean;
  /** @returns the body; a promise while it is encoded for the first time */
  body(encoding: Encoding | undefined): Buffer | Promise<Buffer>;
}

/** How one answer was made. */
export interface Making {
  /** That the page's own scripts were drawn with, see `allowInline`. */
  nonce: string;
  /** See `KeptAnswer.begunAt`. */
  begunAt: number;
  /** Under which its page stands, such as https://gonggam.example.kr */
  origin: string;
}

/** Of a JSON answer, a feed, a calendar, a table. */
const KEPT_TYPES = /^(application\/((problem|atom)\+)?(json|xml)|text\/(calendar|csv))\b/;

/** Reads a page or a JSON answer to its end, to be kept; any other comes back as it is. */
export async function keepable(
  response: Response,
  { nonce, begunAt, origin }: Making,
): Promise<KeptAnswer | Response> {
  const type = response.headers.get("Content-Type") ?? "";
  const isPage = type.startsWith("text/html");
  if (!isPage && !KEPT_TYPES.test(type)) return response;
  const text = await response.text();
  // What brings a policy of its own bears no nonce.
  const hasPolicy = response.headers.has("Content-Security-Policy");
  const page = isPage && !hasPolicy ? allowInline(text, nonce) : undefined;
  const etag = `W/"${createHash("sha256")
    .update(page?.html ?? text)
    .digest("base64url")
    .slice(0, 27)}"`;
  const headers = new Headers(response.headers);
  if (page) headers.set("Content-Security-Policy", keptPagePolicy(page.inline, origin));
  headers.set("ETag", etag);
  headers.set("Cache-Control", "no-cache");
  headers.append("Vary", "Cookie, Accept-Language, Accept-Encoding");
  const whole = Buffer.from(page?.html ?? text);
  const encoded = new Map<Encoding, Buffer | Promise<Buffer>>();
  return {
    status: response.status,
    headers,
    etag,
    begunAt,
    size: whole.length * (1 + ENCODINGS.length),
    encodable: whole.length >= LEAST_ENCODED_BYTES,
    body(encoding) {
      if (!encoding) return whole;
      const known = encoded.get(encoding);
      if (known) return known;
      const body = compressors[encoding](whole);
      encoded.set(encoding, body);
      body.then(
        (ready) => encoded.set(encoding, ready),
        () => encoded.delete(encoding),
      );
      return body;
    },
  };
}
