import { parentPort } from "node:worker_threads";
import { decodeText } from "./decode-text.ts";

/** A thread for one file (`decodeFile`): its bytes come in, its text goes out, and the thread ends. */
parentPort?.once("message", (bytes: Uint8Array) => parentPort?.postMessage(decodeText(bytes)));
