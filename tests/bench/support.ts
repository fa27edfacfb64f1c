import { SUPPORT_PLUGS } from "#app/domain/kinds.ts";
import { SupportWriter } from "#app/domain/support/support-writer.ts";
import type { Database } from "#db/client.ts";
import { FIRST_SPACE } from "../support/first-space.ts";
import { inBenchCity } from "./bench-city.ts";
import { benchSupportOverHttp } from "./support-http.ts";
import { insertBenchPersons, insertBenchProposal, supportInOneTransaction } from "./support-queries.ts";

/**
 * Supports a second on one hot proposal: (a) one transaction a request, (b) the support writer, in process; then
 * over HTTP against an empty action. Postgres writes to disk as in production (fsync on).
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CALLERS = [1, 16, 64, 256];
const MANY = 64;

export async function benchSupport(): Promise<void> {
  await inBenchCity(20, async ({ postgres, db, bounded, spaceId }) => {
    print("Supports a second on one hot proposal, in process");

    const baseline = new Map<number, number>();
    for (const callers of CALLERS) {
      const rate = await measure(db, spaceId, callers, (db) => ({
        submit: (matterId, personId) => supportInOneTransaction(db, matterId, personId),
      }));
      baseline.set(callers, rate.perSecond);
      line(`(a) one transaction a request, ${callers} callers`, rate.perSecond, rate.latency);
    }
    for (const callers of CALLERS) {
      const rate = await measure(bounded, spaceId, callers, theWriter);
      const same = baseline.get(callers) ?? Number.NaN;
      line(`(b) the writer, ${callers} callers`, rate.perSecond, rate.latency, rate.perSecond / same);
    }
    await benchSupportOverHttp(db, postgres.migrationUrl, spaceId, SECONDS);
    const many = await measure(bounded, spaceId, MANY, theWriter, MANY);
    line(`(c) the writer, ${MANY} callers on as many proposals`, many.perSecond, many.latency);
  });
}

interface Target {
  submit(matterId: number, personId: number): Promise<unknown>;
}

function theWriter(db: Database): Target {
  const writer = new SupportWriter(db, SUPPORT_PLUGS);
  return {
    submit: (matterId, personId) =>
      writer.submit({
        spaceId: FIRST_SPACE,
        matterId,
        personId,
        kind: "proposal",
        change: "add",
        at: new Date(),
      }),
  };
}

/** `callers` loops, each waiting for its answer before it goes on with the next person. */
async function measure(
  db: Database,
  spaceId: number,
  callers: number,
  make: (db: Database) => Target,
  proposals = 1,
) {
  const matters: number[] = [];
  for (let made = 0; made < proposals; made += 1) matters.push(await insertBenchProposal(db, spaceId));
  const persons = await insertBenchPersons(db, 60_000);
  const target = make(db);
  const times: number[] = [];
  const started = performance.now();
  const until = started + SECONDS * 1000;
  const loop = async (matterId: number) => {
    while (performance.now() < until) {
      const person = persons.pop();
      if (person === undefined) return;
      const asked = performance.now();
      await target.submit(matterId, person);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(matters[caller % proposals] ?? 0)));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { perSecond: times.length / seconds, latency: { p50: at(0.5), p99: at(0.99) } };
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function line(
  name: string,
  perSecond: number,
  latency: { p50: number; p99: number },
  ratio?: number,
): void {
  const times = `p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`;
  const against = ratio === undefined ? "" : `   ${ratio.toFixed(ratio < 10 ? 2 : 0)} × the baseline`;
  print(
    `  ${name.padEnd(46)} ${String(Math.round(perSecond)).padStart(7)}/s   ${times.padEnd(30)}${against}`,
  );
}
