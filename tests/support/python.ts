import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";

const PUBLIC = resolve(import.meta.dirname, "../../public");

/** Whether this machine has what the scripts of public/ ask for. */
export const PYTHON = spawnSync("python3", ["--version"]).status === 0;

/** A script of public/, as anybody runs it against a portal. @param folder where it keeps its files */
export async function runPython(
  name: string,
  portalUrl: string,
  folder: string,
  ...args: string[]
): Promise<{ code: number | null; said: string }> {
  const child = spawn("python3", [join(PUBLIC, name), `${portalUrl}/api/v1`, ...args], { cwd: folder });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const [code] = await once(child, "close");
  return { code, said };
}
