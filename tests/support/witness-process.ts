import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { createServer } from "node:http";
import { text as readBody } from "node:stream/consumers";
import { isConsistent } from "./consistency.ts";

/**
 * A witness in a process of its own: C2SP tlog-witness with Ed25519 cosignatures, for one log, written from the
 * specification with none of the portal's code. Told the log's verifier key, it sends its parent its port and its own
 * key, and then a word for each head that it was asked for: "cosigned", or why not.
 */
const [logKey = ""] = process.argv.slice(2);
const [origin = "", , base64 = ""] = logKey.split(/\+(.{8})\+/);
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const log = createPublicKey({
  key: Buffer.concat([SPKI, Buffer.from(base64, "base64").subarray(1)]),
  format: "der",
  type: "spki",
});

const NAME = "witness.test/w1";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const typed = Buffer.concat([Buffer.of(4), publicKey.export({ format: "der", type: "spki" }).subarray(-32)]);
const keyHash = createHash("sha256").update(`${NAME}\n`).update(typed).digest().subarray(0, 4);

let known = { size: 0, root: Buffer.alloc(0) };

interface Said {
  status: number;
  word: string;
  body?: string;
  type?: string;
}

function answer(body: string): Said {
  const [head = "", ...parts] = body.split("\n\n");
  const note = parts.join("\n\n");
  const [old = "", ...proof] = head.split("\n");
  const size = Number(old.replace(/^old /, ""));
  const text = `${note.slice(0, note.lastIndexOf("\n\n"))}\n`;
  const [named, newSize, root = ""] = text.split("\n");
  if (named !== origin) return { status: 404, word: "unknown log" };
  const signature = Buffer.from(/— \S+ (\S+)\n$/.exec(note)?.[1] ?? "", "base64").subarray(4);
  if (!verify(null, Buffer.from(text), log, signature)) return { status: 403, word: "not signed" };
  const next = { size: Number(newSize), root: Buffer.from(root, "base64") };
  if (size > next.size) return { status: 400, word: "shorter" };
  if (size !== known.size)
    return { status: 409, word: "asked from elsewhere", body: `${known.size}\n`, type: "text/x.tlog.size" };
  const hashes = proof.map((hash) => Buffer.from(hash, "base64"));
  if (size === next.size && !known.root.equals(next.root)) return { status: 409, word: "REWRITTEN" };
  if (size > 0 && !isConsistent(size, next.size, known.root, next.root, hashes))
    return { status: 422, word: "REWRITTEN" };
  known = next;
  const seconds = Math.floor(Date.now() / 1000);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const cosignature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
  const line = Buffer.concat([keyHash, time, cosignature]).toString("base64");
  return { status: 200, word: "cosigned", body: `— ${NAME} ${line}\n` };
}

const server = createServer(async (request, response) => {
  const body = await readBody(request);
  const isAsked = request.method === "POST" && request.url === "/log/add-checkpoint";
  const said = isAsked ? answer(body) : { status: 404, word: `${request.method} ${request.url}` };
  response.writeHead(said.status, { "Content-Type": said.type ?? "text/plain" }).end(said.body ?? "");
  process.send?.({ word: said.word, size: known.size });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  process.send?.({ port, key: `${NAME}+${keyHash.toString("hex")}+${typed.toString("base64")}` });
});
process.on("disconnect", () => process.exit(0));
