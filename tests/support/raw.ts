import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
  bytes: number;
}

/**
 * One request byte for byte as it is given, for what no decent client would send. Each text character is one byte
 * (latin1), so any byte can be written.
 *
 * @param head the request line and further header lines; Host and `Connection: close` are added
 */
export function sendRaw(
  origin: string,
  head: string[],
  body: Uint8Array = new Uint8Array(),
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(origin);
  const [line, ...lines] = head;
  const named = lines.some((header) => /^host:/i.test(header));
  const all = [line, ...(named ? [] : [`Host: ${host}`]), ...lines, "Connection: close", "", ""];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const parts: Buffer[] = [];
    socket.setTimeout(60_000, () =>
      socket.destroy(new Error(`No answer in a minute to ${line?.slice(0, 200)}`)),
    );
    socket.on("data", (part) => parts.push(part));
    socket.on("error", (error) => (parts.length > 0 ? undefined : reject(error)));
    socket.on("close", () => {
      const answer = parseAnswer(Buffer.concat(parts));
      if (answer) resolve(answer);
      else reject(new Error(`No answer to ${line?.slice(0, 200)}`));
    });
    socket.write(Buffer.concat([Buffer.from(all.join("\r\n"), "latin1"), body]));
  });
}

function parseAnswer(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [status, ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const rest = bytes.subarray(end + 4);
  const body = headers.get("Transfer-Encoding") === "chunked" ? joinChunks(rest) : rest;
  return { status: Number(status?.split(" ")[1]), headers, body: body.toString("utf8"), bytes: body.length };
}

function joinChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    if (end === -1 || !(size > 0)) break;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}
