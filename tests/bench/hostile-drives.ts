import { closeBatches } from "#app/domain/kinds/drive/close-batches.ts";
import { countDistricts } from "#app/domain/kinds/drive/count-districts.ts";
import type { SigningServices } from "#app/domain/kinds/drive/signing-services.ts";
import { KEY_VERSION } from "#app/platform/matcher.ts";
import type { Database } from "#db/client.ts";
import { createDrive } from "../support/drives.ts";
import { print } from "./support.ts";
import { insertBenchPersons, insertBenchSignatures } from "./support-queries.ts";

const SIGNATURES = { small: 200, large: 200_000 };
const AT_ONCE = 20_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const READS = 60;
/** A page that is read anew costs as much whatever has been signed; the rest is chance. */
const AIM = 1.5;

export interface Drives {
  small: number;
  large: number;
}

/** Two drives that differ by how many signed, in batches and counted by district as a night would have left them. */
export async function createLargeDrives(db: Database, services: SigningServices): Promise<Drives> {
  const now = new Date();
  const make = async (signatures: number) => {
    const at = new Date(now.getTime() - 2 * DAY_MS);
    const id = await createDrive(db, services, { at, required: 10_000_000 });
    const persons: number[] = [];
    while (persons.length < signatures)
      persons.push(...(await insertBenchPersons(db, Math.min(AT_ONCE, signatures - persons.length))));
    await insertBenchSignatures(db, id, persons, KEY_VERSION, at);
    return id;
  };
  const drives = { small: await make(SIGNATURES.small), large: await make(SIGNATURES.large) };
  await closeBatches(services, now);
  await countDistricts(db, now);
  return drives;
}

/** What a page and an answer of the API cost by how many signed, each read anew by somebody else with a session. */
export async function compareDrives(url: string, drives: Drives, cookies: readonly string[]): Promise<void> {
  print(`\nRead by one after the other, ms in the middle of ${READS}; the aim is ${AIM} × at the most`);
  for (const path of ["/drives", "/api/v1/drives"]) {
    const times: Record<keyof Drives, number[]> = { small: [], large: [] };
    for (let turn = 0; turn < READS; turn += 1)
      for (const size of ["small", "large"] as const) {
        const began = performance.now();
        const answer = await fetch(`${url}${path}/${drives[size]}`, {
          headers: { Cookie: cookies[turn % cookies.length] ?? "", "X-Forwarded-For": `198.51.100.${turn}` },
        });
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`${path}/${drives[size]} answered ${answer.status}.`);
        times[size].push(performance.now() - began);
      }
    const [small, large] = [middle(times.small), middle(times.large)];
    print(
      `${large <= AIM * small ? "  " : "✗ "}${path.padEnd(16)} ${SIGNATURES.small} signatures ${small.toFixed(1)}, ` +
        `${SIGNATURES.large} signatures ${large.toFixed(1)} (${(large / small).toFixed(2)} ×)`,
    );
  }
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
