import { type DataFile, openDataFile } from "#app/domain/views/read-dumps.ts";
import { byteRange } from "#app/platform/byte-range.ts";
import type { Queryable } from "#db/client.ts";

/** Stored compressed, and read without it at an address without this ending: by a browser, and so by a sheet program. */
const ZIPPED = ".gz";
const PLAIN = /\.(csv|jsonl)$/;
const PLAIN_TYPES: Record<string, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/jsonl; charset=utf-8",
};

/**
 * A file that never changes under its address: told apart by its hash, kept as long as it is there (`no-transform`: not
 * to be compressed once more), and what is stored in parts too.
 *
 * @throws PortalError "not-found"
 */
export async function sendDataFile(
  db: Queryable,
  { spaceId, day, name }: { spaceId: number; day: string; name: string },
  request: Request,
): Promise<Response> {
  const plain = PLAIN.exec(name)?.[1];
  const file = await openDataFile(db, spaceId, day, plain ? name + ZIPPED : name);
  const headers = new Headers({
    "Content-Type": plain ? (PLAIN_TYPES[plain] ?? "") : file.mediaType,
    "Content-Disposition": dispositionOf(name, day),
    "Cache-Control": "public, max-age=86400, no-transform",
    ETag: etagOf(file, plain !== undefined),
  });
  if (plain) headers.set("Vary", "Accept-Encoding");
  else headers.set("Accept-Ranges", "bytes");
  if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
  return plain ? sendPlain(file, request, headers) : sendStored(file, request, headers);
}

/** Named by its day, where it is saved. */
const dispositionOf = (name: string, day: string) => {
  const [stem = "", ...endings] = name.split(".");
  const saved = [`${stem}-${day}`, ...endings].join(".");
  return `${/\.(gz|csv|jsonl)$/.test(name) ? "attachment" : "inline"}; filename="${saved}"`;
};

/** A weak one where two encodings of it have the same. */
const etagOf = ({ sha256 }: DataFile, plain: boolean) => `${plain ? "W/" : ""}"${sha256.slice(0, 32)}"`;

function isKnown({ headers }: Request, answer: Headers): boolean {
  const known = headers.get("If-None-Match")?.split(",") ?? [];
  return known.some((one) => one.trim() === answer.get("ETag"));
}

const wholeOf = ({ size }: DataFile) => ({ first: 0, last: size - 1 });

function sendStored(file: DataFile, request: Request, headers: Headers): Response {
  const condition = request.headers.get("If-Range");
  const isSame = condition === null || condition === headers.get("ETag");
  const asked = isSame ? byteRange(request.headers.get("Range"), file.size) : undefined;
  if (asked === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  const range = asked ?? wholeOf(file);
  headers.set("Content-Length", String(range.last - range.first + 1));
  if (asked) headers.set("Content-Range", `bytes ${asked.first}-${asked.last}/${file.size}`);
  return new Response(request.method === "HEAD" ? null : file.read(range), {
    status: asked ? 206 : 200,
    headers,
  });
}

/** As it is stored where its reader takes that off by itself, as browsers do. */
function sendPlain(file: DataFile, request: Request, headers: Headers): Response {
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
    request.headers.get("Accept-Encoding") ?? "",
  );
  if (takesGzip) headers.set("Content-Encoding", "gzip");
  if (request.method === "HEAD") return new Response(null, { headers });
  const stored = file.read(wholeOf(file));
  return new Response(takesGzip ? stored : stored.pipeThrough(new DecompressionStream("gzip")), { headers });
}
