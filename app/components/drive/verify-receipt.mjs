// biome-ignore-all format: twelve lines, to be read beside a receipt: node verify-receipt.mjs receipt.json https://PORTAL
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const [file, portal] = process.argv.slice(2);
const { note, leafIndex, treeSize, path, ledger } = JSON.parse(readFileSync(file, "utf8"));
const sha256 = (first, ...rest) => createHash("sha256").update(Buffer.concat([Buffer.of(first), ...rest])).digest();
const half = (size) => 2 ** (Math.ceil(Math.log2(size)) - 1);
const root = (at, size, [next, ...rest]) => size === 1 ? sha256(0, Buffer.from(note.slice(0, note.lastIndexOf("\n\n") + 1))) : at < half(size) ? sha256(1, root(at, half(size), rest), next) : sha256(1, next, root(at - half(size), size - half(size), rest));
const found = root(leafIndex, treeSize, path.map((hex) => Buffer.from(hex, "hex")).reverse()).toString("hex");
const jcs = (value) => JSON.stringify(value, (_, one) => one && typeof one === "object" ? Object.fromEntries(Object.entries(one).sort()) : one);
const { items: [line] } = await (await fetch(`${portal}/api/v1/events?after=${ledger.seq - 1}`)).json();
const { data } = line.kind === "sealed" ? ledger.opened : line, kept = line.kind !== "sealed" || createHash("sha256").update(jcs(ledger.opened)).digest("hex") === line.data.commitment;
console.log(kept && data.root === found && data.size === treeSize ? "The ledger holds this signature." : "NOT in the ledger.");
