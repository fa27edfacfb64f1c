import type { Server } from "node:http";
import { SECURITY_HEADERS } from "./security-headers.ts";

/** What Node's parser says of what is no request; anything else is a bad one. */
const STATUS = new Map([
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout"],
]);

/** Answers what never becomes a request, and so reaches no handler, with the headers that every answer has. */
export function answerClientErrors(server: Server): void {
  server.on("clientError", (error, socket) => {
    const code = "code" in error ? String(error.code) : "";
    if (code === "ECONNRESET" || !socket.writable) return socket.destroy();
    const headers = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`);
    const lines = [`HTTP/1.1 ${STATUS.get(code) ?? "400 Bad Request"}`, ...headers, "Connection: close"];
    return socket.end(`${lines.join("\r\n")}\r\n\r\n`);
  });
}
