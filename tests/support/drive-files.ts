import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What the ten-line script says of a receipt, both as anybody takes them from the pages. */
export async function proveWithScript(portal: string, receipt: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gonggam-receipt-"));
  const script = await (await fetch(`${portal}/receipts/verify-receipt.mjs`)).text();
  await writeFile(join(folder, "receipt.json"), receipt);
  await writeFile(join(folder, "verify-receipt.mjs"), script);
  const command = ["verify-receipt.mjs", "receipt.json", portal];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder });
  await rm(folder, { recursive: true });
  return stdout;
}

/**
 * Sheet 3 as a clerk's file of sixteen lines: four who signed online, eight who did not, one of these again, and
 * three in doubt: 14 without a signature, 15 that cannot be read, 16 without an address.
 */
export function paperFile(online: readonly { name: string; birthDate: string | null }[]): string {
  const born = "1961-02-03";
  const lines = [
    ...online.slice(0, 4).map(({ name, birthDate }) => `${name},${birthDate},솔밭길 7,`),
    ...[..."가나다라마바사아"].map((letter) => `종이${letter},${born},솔밭길 7,`),
    `종이가,${born},솔밭길 7,`,
    `종이무,${born},솔밭길 7,서명 없음`,
    `종이판,${born},솔밭길 7,판독 불가`,
    `종이주,${born},,`,
  ];
  const rows = lines.map((line, index) => `3,${index + 1},${line}`);
  return ["sheet,line,name,birth_date,address,note", ...rows].join("\n");
}
